import { collect } from '../../ports/testing/event-log.contract.ts';
import type { DecodedEvent } from '../../schemas/kernel/decode.ts';
import { NAMING_FIELDS, streamsBeside } from '../../schemas/kernel/traces.ts';
import { NO_TRACES, personBy, traced, type Person } from '../../workers/identity/person.ts';
import type { HistoryTools } from '../../workers/identity/person-history.ts';

type Tools = Pick<HistoryTools, 'log' | 'language'>;

const field = (data: unknown, name: string): unknown =>
  typeof data === 'object' && data !== null ? (data as Readonly<Record<string, unknown>>)[name] : undefined;

function isAbout(data: unknown, accountId: string): boolean {
  if (field(data, 'accountId') === accountId || field(data, 'fromAccountId') === accountId) return true;
  const several = field(data, 'accountIds');
  return Array.isArray(several) && several.includes(accountId);
}

async function* eventsOf(
  { log, language }: Tools,
  isWanted: (data: unknown, type: string, stream: string) => boolean,
): AsyncIterable<DecodedEvent> {
  for await (const recorded of log.readAll()) {
    if (recorded.type.startsWith('kernel.') || !isWanted(recorded.data, recorded.type, recorded.stream)) continue;
    const decoded = language.decode(recorded);
    if (decoded.kind === 'known') yield decoded.event;
  }
}

/** Somebody by every event of the log: what reading their streams must come to. */
export async function personByWholeLog(tools: Tools, accountId: string): Promise<Person> {
  let traces = NO_TRACES;
  for await (const event of eventsOf(tools, (data) => isAbout(data, accountId)))
    traces = traced(traces, event, accountId);
  return personBy(tools, traces, accountId);
}

/** Every event about somebody, by every event of the log. */
export async function historyByWholeLog(
  tools: Tools,
  accountId: string,
  { profiles }: Pick<Person, 'profiles'>,
): Promise<readonly DecodedEvent[]> {
  // What names an account stays with it when the profile moves.
  const isTheirs = (data: unknown, type: string): boolean =>
    isAbout(data, accountId) ||
    (type.startsWith('playback.') &&
      typeof field(data, 'accountId') !== 'string' &&
      profiles.has(String(field(data, 'profileId'))));
  const streams = new Set<string>();
  for await (const { stream } of eventsOf(tools, isTheirs)) streams.add(stream);
  // What names nobody belongs to whom the stream beside it does.
  const beside = new Set([...streams].flatMap((stream) => streamsBeside(tools.language.contexts, stream)));
  const namesNobody = (data: unknown): boolean => NAMING_FIELDS.every((name) => field(data, name) === undefined);
  const isWanted = (data: unknown, type: string, stream: string): boolean =>
    isTheirs(data, type) || (beside.has(stream) && namesNobody(data));
  return collect(eventsOf(tools, isWanted));
}
