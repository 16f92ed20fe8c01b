import { loadState } from '../../commands/pipeline/load.ts';
import { profileDecider } from '../../domain/identity/profile.decider.ts';
import type { EventLog } from '../../ports/event-log.ts';
import type { DecodedEvent } from '../../schemas/kernel/decode.ts';
import type { Language } from '../../schemas/kernel/language.ts';
import { after, NOBODY, type ExportedProfile, type Person } from './person-fold.ts';

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

/** What is known of somebody, read from the whole log: their devices and profiles of the past have no other list. */
export async function personOf(tools: HistoryTools, { accountId, signal, onProgress }: Reading): Promise<Person> {
  let person = NOBODY;
  const isWanted = (data: unknown): boolean => isAbout(data, accountId);
  for await (const event of eventsOf(tools, { types: ['identity.'], signal, isWanted, onProgress }))
    person = after(await withTaken(tools, person, event, accountId), event, accountId);
  return person;
}

/** With a profile that came from another household as it is now: its story until then is not this person's. */
async function withTaken(tools: HistoryTools, person: Person, event: DecodedEvent, accountId: string): Promise<Person> {
  if (event.type !== 'identity.ProfileTransferred' || event.data.accountId !== accountId) return person;
  const { state } = await loadState(tools, profileDecider, event.data.profileId);
  if (state.status === 'none') return person;
  const { profileId: id, avatar: picture, pinHash, ...rest } = state;
  const { name, kids, maturityCap, language, autoplay, audioLanguage, subtitles } = rest;
  const profile: ExportedProfile = {
    ...{ id, name, picture, kids, maturityCap, language, autoplay, audioLanguage, subtitles },
    ...{ hasPin: pinHash !== null, createdAt: event.metadata.occurredAt, deletedAt: null },
  };
  return { ...person, profiles: new Map(person.profiles).set(id, profile) };
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
