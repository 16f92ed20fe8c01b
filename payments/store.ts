import { randomBytes } from 'node:crypto';
import { existsSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { openJournal, rewriteJournal } from './journal.ts';

/** An object as the API shows it; `sandbox` is ours alone and never shown. */
export interface Row {
  readonly id: string;
  /** Stripe's word for its kind, e.g. `payment_intent`. */
  readonly object: string;
  /** Seconds since the epoch. */
  readonly created: number;
  readonly sandbox?: Readonly<Record<string, unknown>>;
  readonly [field: string]: unknown;
}

/** The first answer to an idempotency key: every later one. */
export interface KeptAnswer {
  /** Of method, path and parameters. */
  readonly request: string;
  readonly status: number;
  readonly body: unknown;
  /** Milliseconds since the epoch. */
  readonly at: number;
}

/** Where webhooks go and how they come, and how the clock of this provider differs from the machine's. */
export interface Settings {
  readonly url: string | null;
  /** Webhooks wait so long. */
  readonly delayMs: number;
  readonly twice: boolean;
  readonly order: 'sent' | 'reversed' | 'shuffled';
  /** They wait until this is over. */
  readonly hold: boolean;
  /** What happens now is never told. */
  readonly never: boolean;
  readonly clockOffsetMs: number;
}

const SETTINGS: Settings = {
  url: null,
  delayMs: 0,
  twice: false,
  order: 'sent',
  hold: false,
  never: false,
  clockOffsetMs: 0,
};

type JournalRecord =
  | { readonly row: Row }
  | { readonly answer: readonly [string, KeptAnswer] }
  | { readonly settings: Settings };

/** A journal that is longer than this is written again without what changed since, at the next start. */
const TIDY_BYTES = 16 * 1024 * 1024;
const DAY_MS = 24 * 3600 * 1000;
/** As long as Stripe shows events. */
const KEPT_MS = 30 * DAY_MS;
const FILE = 'journal.ndjson';

/** Everything that the sandbox knows: in memory, and in a journal that is read at the start. */
export type Store = ReturnType<typeof openStore>;

/** @param directory made if absent */
export function openStore(directory: string) {
  const path = join(directory, FILE);
  const rows = new Map<string, Row>();
  const byKind = new Map<string, Map<string, Row>>();
  const answers = new Map<string, KeptAnswer>();
  let settings = SETTINGS;
  const apply = (record: JournalRecord): void => {
    if ('row' in record) {
      const { row } = record;
      rows.set(row.id, row);
      const kind = byKind.get(row.object) ?? new Map<string, Row>();
      byKind.set(row.object, kind.set(row.id, row));
    } else if ('answer' in record) answers.set(...record.answer);
    else settings = { ...SETTINGS, ...record.settings };
  };
  const isLong = existsSync(path) && statSync(path).size > TIDY_BYTES;
  let opened = openJournal(path);
  for (const record of opened.records) apply(record as JournalRecord);
  if (isLong) {
    void opened.journal.close();
    const since = Date.now() + settings.clockOffsetMs - KEPT_MS;
    for (const [key, { at }] of answers) if (at < since) answers.delete(key);
    for (const { id, created } of byKind.get('event')?.values() ?? [])
      if (created * 1000 < since) {
        rows.delete(id);
        byKind.get('event')?.delete(id);
      }
    rewriteJournal(path, [
      { settings },
      ...[...rows.values()].map((row) => ({ row })),
      ...[...answers].map((answer) => ({ answer })),
    ]);
    opened = openJournal(path);
  }
  const { journal } = opened;
  const put = (record: JournalRecord): void => {
    apply(record);
    journal.add(record);
  };
  const nowMs = (): number => Date.now() + settings.clockOffsetMs;
  return {
    nowMs,
    /** Seconds since the epoch, as Stripe counts. */
    now: () => Math.floor(nowMs() / 1000),
    get: (object: string, id: string): Row | undefined => byKind.get(object)?.get(id),
    all: (object: string): readonly Row[] => [...(byKind.get(object)?.values() ?? [])],
    count: (object: string): number => byKind.get(object)?.size ?? 0,
    put: (row: Row): Row => {
      put({ row });
      return row;
    },
    answer: (key: string): KeptAnswer | undefined => answers.get(key),
    keepAnswer: (key: string, answer: KeptAnswer): void => put({ answer: [key, answer] }),
    settings: (): Settings => settings,
    set: (changes: Partial<Settings>): void => put({ settings: { ...settings, ...changes } }),
    /** What was put before is on the disk then: nothing is answered earlier. */
    flushed: journal.flushed,
    close: journal.close,
  };
}

const LETTERS = '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz';

/** A name that nobody guesses: pages are found by it. */
export const newId = (prefix: string): string =>
  `${prefix}_${[...randomBytes(24)].map((byte) => LETTERS[byte % LETTERS.length]).join('')}`;

/** An object as others may see it. */
export const shown = (row: Readonly<Record<string, unknown>>): Readonly<Record<string, unknown>> =>
  Object.fromEntries(Object.entries(row).filter(([field]) => field !== 'sandbox'));
