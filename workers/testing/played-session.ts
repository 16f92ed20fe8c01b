import { randomUUID } from 'node:crypto';
import type { Execute } from '../../commands/pipeline/execute.ts';
import type { Clock } from '../../ports/clock.ts';
import type { EventLog } from '../../ports/event-log.ts';
import type { TitleId } from '../../schemas/catalog/ids.ts';
import type { ProfileId } from '../../schemas/kernel/id.ts';
import type { SessionId } from '../../schemas/playback/ids.ts';
import type { Heartbeat } from '../playback/heartbeat.ts';

/** Length of the film that sessions play, ms. */
export const FILM_MS = 2 * 3600_000;

/** A playback session as its player would have it, under a clock. */
export function playedSession(deps: {
  readonly log: EventLog;
  readonly execute: Execute;
  readonly clock: Pick<Clock, 'now'>;
  /** Ids of its own unless they are given. */
  readonly ids?: { readonly sessionId: SessionId; readonly titleId: TitleId; readonly profileId: ProfileId };
}) {
  const now = (): string => new Date(deps.clock.now()).toISOString();
  const ids = deps.ids ?? {
    sessionId: randomUUID() as SessionId,
    titleId: randomUUID() as TitleId,
    profileId: randomUUID() as ProfileId,
  };
  const { sessionId } = ids;
  const startedAt = now();
  const execute = async (type: string, data: object): Promise<void> => {
    const outcome = await deps.execute({
      commandId: randomUUID(),
      streamId: sessionId,
      command: { type, at: now(), data: { ...ids, ...data } },
      actor: { kind: 'viewer', id: ids.profileId },
      correlationId: sessionId,
    });
    if (outcome.kind !== 'committed') throw new Error(`${type}: ${JSON.stringify(outcome)}`);
  };
  /** What stands in the session's stream of a category. */
  const events = async (category: string) => {
    const found = [];
    for await (const event of deps.log.readStream(`${category}-${sessionId}`)) found.push(event);
    return found;
  };
  return {
    ids,
    startedAt,
    events,
    /** Types of the events of its closing process. */
    closing: async () => (await events('closing')).map(({ type }) => type),
    /** The data of its summaries. */
    summaries: async () =>
      (await events('playback'))
        .filter(({ type }) => type === 'playback.PlaybackSummarised')
        .map(({ data }) => data as Readonly<Record<string, unknown>>),
    start: () => execute('StartPlayback', { packageId: randomUUID(), durationMs: FILM_MS, startPositionMs: 0 }),
    end: (positionMs: number) => execute('EndPlayback', { reason: 'quit', positionMs }),
    /** A heartbeat of ten seconds that play, from 20 s × (seq − 1) of the film and of the player's clock. */
    heartbeat: (seq: number): Heartbeat => ({
      ...ids,
      seq,
      startedAt,
      receivedAt: now(),
      durationMs: FILM_MS,
      samples: [0, 10_000].map((after) => {
        const at = (seq - 1) * 20_000 + after;
        return { ts: at, sta: 'p', pt: at, br: 1500 };
      }),
    }),
  };
}
