import { loadState } from '../../commands/pipeline/load.ts';
import { titleDecider } from '../../domain/catalog/title.decider.ts';
import type { Vault } from '../../ports/vault.ts';
import type { DecodedEvent } from '../../schemas/kernel/decode.ts';
import { personalOpener } from './open-personal.ts';
import type { Person } from './person.ts';
import { moneyOf } from './person-money.ts';
import { historyOf, personOf, type HistoryTools } from './person-history.ts';

/** Changes when a field changes its meaning or goes; readers pass over fields that they do not know. */
export const EXPORT_VERSION = 1;

const OTHERS = 'of somebody else';

/** What a profile watched of a film. */
interface Watched {
  readonly profileId: string;
  readonly titleId: string;
  readonly times: number;
  readonly firstAt: string;
  readonly lastAt: string;
  /** How far they got the last time, ms; null: it is not known. */
  readonly lastPositionMs: number | null;
}

type Tools = HistoryTools & { readonly vault: Pick<Vault, 'open'> };

/**
 * Everything about somebody as the text of one JSON document, piece by piece: docs/identity.md describes its fields. Their streams
 * are read twice, so that memory does not grow with what somebody did.
 */
export async function* exportDocument(
  tools: Tools,
  given: {
    readonly accountId: string;
    readonly madeAt: string;
    readonly signal: AbortSignal;
    readonly onProgress: (fraction: number) => void;
  },
): AsyncIterable<string> {
  const { accountId, madeAt, signal, onProgress } = given;
  const until = await tools.log.head();
  const person = await personOf(tools, { accountId, until, signal, onProgress: (part) => onProgress(part * 0.4) });
  const money = await moneyOf(tools, accountId, until);
  const head = { format: 'reprise-export', version: EXPORT_VERSION, madeAt, ...(await shown(tools, person)), money };
  yield `${JSON.stringify(head, null, 2).slice(0, -2)},\n  "events": [`;
  const open = personalOpener(tools.language, tools.vault);
  const watched = new Map<string, Watched>();
  const reading = { accountId, until, signal, onProgress: (part: number) => onProgress(0.4 + part * 0.6) };
  let separator = '\n    ';
  for await (const event of historyOf(tools, reading, person)) {
    watch(watched, event);
    yield separator + JSON.stringify(await eventView(event, accountId, open));
    separator = ',\n    ';
  }
  yield `\n  ],\n  "watched": ${JSON.stringify(await withNames(tools, [...watched.values()]))}\n}\n`;
}

/** A person with what is sealed opened. */
async function shown({ vault }: Tools, { account, profiles, devices, consents, shownToStaff }: Person) {
  const all = [...profiles.values()];
  const names = await vault.open(
    'name',
    all.map(({ name }) => name),
  );
  const [email = null] = account === null ? [] : await vault.open('email', [account.email]);
  return {
    account: account && { ...account, email },
    profiles: all.map((profile, index) => ({ ...profile, name: names[index] ?? null })),
    devices: [...devices.values()],
    consents,
    shownToStaff,
  };
}

async function eventView(
  { type, stream, data, metadata }: DecodedEvent,
  accountId: string,
  open: ReturnType<typeof personalOpener>,
) {
  const { actor, occurredAt: at } = metadata;
  // Who else is concerned is their business.
  const own = withoutOthers(data, accountId);
  return { at, type, stream, by: actor.account === accountId ? 'you' : actor.kind, data: await open(type, own) };
}

function withoutOthers(data: object, accountId: string): object {
  if ('accountIds' in data) return { ...data, accountIds: [accountId] };
  if (!('fromAccountId' in data)) return data;
  const isFrom = data.fromAccountId === accountId;
  return { ...data, ...(isFrom ? { accountId: OTHERS, name: OTHERS } : { fromAccountId: OTHERS }) };
}

function watch(watched: Map<string, Watched>, { type, data, metadata }: DecodedEvent): void {
  if (type !== 'playback.PlaybackStarted' && type !== 'playback.PlaybackEnded') return;
  const { profileId, titleId } = data;
  const key = `${profileId} ${titleId}`;
  const at = metadata.occurredAt;
  const begun = watched.get(key) ?? { profileId, titleId, times: 0, firstAt: at, lastAt: at, lastPositionMs: null };
  watched.set(
    key,
    type === 'playback.PlaybackStarted'
      ? { ...begun, times: begun.times + 1, lastAt: at }
      : { ...begun, lastAt: at, lastPositionMs: data.positionMs },
  );
}

/** With the names that the films have now. */
async function withNames(tools: HistoryTools, rows: readonly Watched[]) {
  const names = new Map<string, string | null>();
  for (const { titleId } of rows) {
    if (names.has(titleId)) continue;
    const { state } = await loadState(tools, titleDecider, titleId);
    names.set(titleId, state.status === 'none' ? null : state.details.name);
  }
  return rows.map((row) => ({ ...row, title: names.get(row.titleId) ?? null }));
}
