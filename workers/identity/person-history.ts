import type { EventLog } from '../../ports/event-log.ts';
import type { PersonStream, PersonStreams } from '../../ports/person-streams.ts';
import type { DecodedEvent } from '../../schemas/kernel/decode.ts';
import type { Language } from '../../schemas/kernel/language.ts';
import { accountsIn, profileIn, streamsBeside } from '../../schemas/kernel/traces.ts';
import { NO_TRACES, personBy, traced, type Person } from './person.ts';
import { inOrder, type StreamFrom } from './streams-in-order.ts';

/** What it takes to read what the log says of somebody. */
export interface HistoryTools {
  readonly log: EventLog;
  readonly language: Language;
  readonly streams: PersonStreams;
}

export interface Reading {
  readonly accountId: string;
  /** The last position that counts. */
  readonly until: bigint;
  readonly signal: AbortSignal;
  readonly onProgress: (fraction: number) => void;
}

/** Events that say how the platform works: what came of them for people, other events tell. */
const isMachinery = (type: string): boolean => type.startsWith('kernel.');

/**
 * Whether an event is about an account. One that names accounts is about those; one that names a profile alone goes along with it
 * to another household; one that names nobody is about whoever its stream belongs to.
 */
function isAbout(data: unknown, accountId: string, profiles: ReadonlySet<string>, isBeside: boolean): boolean {
  const accounts = accountsIn(data);
  if (accounts.length > 0) return accounts.includes(accountId);
  const profileId = profileIn(data);
  return profileId === undefined ? isBeside : profiles.has(profileId);
}

/** The events of streams that are about somebody, in the order of the log. */
async function* eventsAbout(
  { log, language }: HistoryTools,
  named: readonly StreamFrom[],
  { accountId, until, signal, onProgress }: Reading,
  profiles: ReadonlySet<string>,
): AsyncIterable<DecodedEvent> {
  const beside = named.flatMap(({ stream, position }) =>
    streamsBeside(language.contexts, stream).map((other) => ({ stream: other, position })),
  );
  const besides = new Set(beside.map(({ stream }) => stream));
  const all = new Map([...named, ...beside].map((each) => [each.stream, each]));
  const streams = [...all.values()].toSorted((a, b) => Number(a.position - b.position));
  const onRead = (read: number): void => onProgress(read / streams.length);
  for await (const recorded of inOrder(log, streams, { until, signal, onRead })) {
    if (isMachinery(recorded.type)) continue;
    const isBeside = besides.has(recorded.stream);
    if (!isAbout(recorded.data, accountId, profiles, isBeside)) continue;
    const decoded = language.decode(recorded);
    // Nobody can be told what a newer version wrote; it is made again by one that knows it.
    if (decoded.kind === 'known') yield decoded.event;
  }
  onProgress(1);
}

const named = (streams: readonly PersonStream[]): readonly PersonStream[] => streams.filter((each) => each.named);

/** Who somebody is: the read model says which streams tell of them, and each stream what they are. */
export async function personOf(tools: HistoryTools, reading: Reading): Promise<Person> {
  const { accountId, until } = reading;
  let traces = NO_TRACES;
  const streams = named(await tools.streams.of([accountId], until));
  for await (const event of eventsAbout(tools, streams, reading, new Set())) traces = traced(traces, event, accountId);
  return personBy(tools, traces, accountId);
}

/** Every event about somebody, and everything that their profiles watched. */
export async function* historyOf(
  tools: HistoryTools,
  reading: Reading,
  { profiles }: Person,
): AsyncIterable<DecodedEvent> {
  const own = new Set(profiles.keys());
  const streams = named(await tools.streams.of([reading.accountId, ...own], reading.until));
  yield* eventsAbout(tools, streams, reading, own);
}
