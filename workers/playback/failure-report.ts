import type { Execute } from '../../commands/pipeline/execute.ts';
import { isOutage, Outage } from '../../ports/outage.ts';
import type { Logger } from '../../ports/logger.ts';
import { INT32_MAX } from '../../schemas/kernel/text.ts';
import { uuid5 } from '../../schemas/kernel/uuid5.ts';
import type { Heartbeat } from './heartbeat.ts';
import { heartbeatEventId } from './session-writer.ts';

/**
 * Makes a milestone of what a heartbeat says in passing: that the player gave up. The page may be gone before it can end its
 * session, so the sample is all that is sure to arrive. A session fails once, however often it is reported.
 * @throws Outage when the log stays away; the heartbeat may be handed in again
 */
export async function reportFailure(
  { execute, logger }: { readonly execute: Execute; readonly logger: Logger },
  heartbeat: Heartbeat,
): Promise<void> {
  const fatal = heartbeat.samples.find(({ sta }) => sta === 'f');
  if (fatal === undefined) return;
  const { sessionId, titleId, profileId, receivedAt } = heartbeat;
  try {
    const outcome = await execute({
      commandId: uuid5(sessionId, 'failure'),
      streamId: sessionId,
      command: {
        type: 'FailPlayback',
        at: receivedAt,
        data: {
          sessionId,
          titleId,
          profileId,
          positionMs: Math.min(fatal.pt, INT32_MAX),
          code: fatal.ec === undefined || fatal.ec === '' ? null : fatal.ec,
        },
      },
      actor: { kind: 'viewer', id: profileId },
      correlationId: sessionId,
      causationId: heartbeatEventId(heartbeat),
    });
    if (outcome.kind === 'contended') throw new Outage(`Others kept writing to the session ${sessionId}.`);
    if (outcome.kind === 'rejected')
      logger.warn({ sessionId, ...outcome.rejection }, 'a failed playback was not taken down');
  } catch (error) {
    if (isOutage(error)) throw error;
    // The heartbeat is written; one session that cannot be read must not keep others waiting.
    logger.error({ err: error, sessionId }, 'a failed playback could not be taken down');
  }
}
