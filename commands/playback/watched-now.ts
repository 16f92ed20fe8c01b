import type { EventLog } from '../../ports/event-log.ts';
import type { PlaybackSummarised } from '../../schemas/playback/session.events.ts';
import type { EventOf } from '../../schemas/kernel/define.ts';
import { language } from '../../schemas/language.ts';
import { loadState } from '../pipeline/load.ts';

type Summary = EventOf<typeof PlaybackSummarised>;

/** Of a session's stream, how long the film was seen to play, ms; null: it is not over yet. */
const watched = {
  category: 'playback',
  initial: null as number | null,
  evolve: (state: number | null, event: Summary): number | null =>
    (event.type as string) === 'playback.PlaybackSummarised' ? event.data.watchedMs : state,
};

/** How long a film was seen to play in sessions that are over, ms in all. @throws LogUnavailable */
export async function watchedIn(log: EventLog, sessionIds: readonly string[]): Promise<number> {
  const each = await Promise.all(
    sessionIds.map(async (sessionId) => (await loadState({ log, language }, watched, sessionId)).state ?? 0),
  );
  return each.reduce((sum, ms) => sum + ms, 0);
}
