import type { EventLog } from '../../ports/event-log.ts';
import type { DecodedEvent } from '../../schemas/kernel/decode.ts';
import type { Language } from '../../schemas/kernel/language.ts';
import { NO_TRACES, personBy, traced, type Person } from './person.ts';

/** What it takes to read what the log says of somebody. */
export interface HistoryTools {
  readonly log: EventLog;
  readonly language: Language;
}

const field = (data: unknown, name: string): unknown =>
  typeof data === 'object' && data !== null ? (data as Readonly<Record<string, unknown>>)[name] : undefined;

/** Whether an event of `identity` is about this account. */
function isAbout(data: unknown, accountId: string): boolean {
  if (field(data, 'accountId') === accountId || field(data, 'fromAccountId') === accountId) return true;
  const several = field(data, 'accountIds');
  return Array.isArray(several) && several.includes(accountId);
}

/** The events of these types that are wanted, in the order of the log; how far it is, 0 to 1, is told now and then. */
async function* eventsOf(
  { log, language }: HistoryTools,
  wanted: {
    readonly types: readonly string[];
    readonly signal: AbortSignal;
    readonly isWanted: (data: unknown, type: string) => boolean;
    readonly onProgress: (fraction: number) => void;
  },
): AsyncIterable<DecodedEvent> {
  const end = Number((await log.head()) || 1n);
  for await (const recorded of log.readAll({ types: wanted.types })) {
    wanted.signal.throwIfAborted();
    wanted.onProgress(Math.min(1, Number(recorded.position) / end));
    if (!wanted.isWanted(recorded.data, recorded.type)) continue;
    const decoded = language.decode(recorded);
    // Nobody can be told what a newer version wrote; it is made again by one that knows it.
    if (decoded.kind === 'known') yield decoded.event;
  }
}

interface Reading {
  readonly accountId: string;
  readonly signal: AbortSignal;
  readonly onProgress: (fraction: number) => void;
}

/** Who somebody is: the whole log says which streams are theirs, since those of the past have no other list, and each stream what it is. */
export async function personOf(tools: HistoryTools, { accountId, signal, onProgress }: Reading): Promise<Person> {
  let traces = NO_TRACES;
  const isWanted = (data: unknown): boolean => isAbout(data, accountId);
  for await (const event of eventsOf(tools, { types: ['identity.'], signal, isWanted, onProgress }))
    traces = traced(traces, event, accountId);
  return personBy(tools, traces, accountId);
}

/** Every event about somebody, and everything that their profiles watched. */
export const historyOf = (
  tools: HistoryTools,
  { accountId, signal, onProgress }: Reading,
  { profiles }: Person,
): AsyncIterable<DecodedEvent> =>
  eventsOf(tools, {
    types: ['identity.', 'playback.'],
    signal,
    onProgress,
    // What a household did with a profile before it gave it away is that household's.
    isWanted: (data, type) =>
      isAbout(data, accountId) || (type.startsWith('playback.') && profiles.has(String(field(data, 'profileId')))),
  });
