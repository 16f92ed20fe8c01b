import type { FastifyReply, FastifyRequest } from 'fastify';
import type { HeartbeatSample } from '../../schemas/playback/sample.ts';
import type { GatewayServices } from '../graphql/context-module.ts';
import { addressGroup } from '../http/client-address.ts';
import { createHeartbeatGroups, type Heartbeat } from './heartbeat-groups.ts';
import { createHeartbeatLimits } from './heartbeat-limits.ts';
import { sessionEnds } from './session-end.ts';
import type { SessionClaims } from './session-token.ts';

const RETRY_SECONDS = '5';

/** What resuming needs of a sample: when, whether it plays, and where. */
const leastOf = ({ ts, sta, pt }: HeartbeatSample): HeartbeatSample => ({ ts, sta, pt });

/** Samples of a session under their number. */
export interface Batch {
  readonly seq: number;
  readonly samples: readonly HeartbeatSample[];
}

/** Answers a batch of a session that is known to be its: queued for the telemetry writer, or to be kept and sent later. */
export type TakeBatch = (
  request: FastifyRequest,
  reply: FastifyReply,
  session: SessionClaims,
  batch: Batch,
) => Promise<FastifyReply>;

/** Takes batches, however their samples were written. */
export function createIntake({ ports, changes, rateLimit }: GatewayServices): TakeBatch {
  const endOf = sessionEnds({ ports, changes });
  const limits = createHeartbeatLimits(rateLimit);
  const groups = createHeartbeatGroups(ports);
  return async (request, reply, session, { seq, samples }) => {
    const now = ports.now();
    const heartbeat: Heartbeat = {
      sessionId: session.s,
      titleId: session.t,
      profileId: session.p,
      seq,
      startedAt: session.at,
      receivedAt: new Date(now).toISOString(),
      durationMs: session.d,
      samples: session.min === true ? samples.map(leastOf) : [...samples],
    };
    const bytes = JSON.stringify(heartbeat.samples).length;
    const retryAfterMs = limits.refusal({
      address: addressGroup(request.ip),
      sessionId: session.s,
      seq,
      ageMs: now - Date.parse(session.at),
      bytes,
    });
    if (retryAfterMs !== undefined)
      return reply
        .code(429)
        .header('retry-after', String(Math.max(1, Math.ceil(retryAfterMs / 1000))))
        .send({ error: 'Too many heartbeats. Keep this one and send it later.' });
    const stopped = await endOf(session);
    if (stopped === undefined) void ports.leases.hold({ sessionId: session.s, titleId: session.t });
    try {
      // One that is queued after all and sent again is written once all the same.
      await limits.whileQueued(bytes, () => groups.add(heartbeat, bytes));
    } catch (error) {
      ports.logger.warn({ err: error, sessionId: session.s }, 'a heartbeat could not be queued');
      return reply
        .code(503)
        .header('retry-after', RETRY_SECONDS)
        .send({ error: 'Heartbeats cannot be taken right now. Keep this one and send it again.' });
    }
    // What was played until then counts.
    return reply.code(202).send(stopped === undefined ? {} : { stopped });
  };
}
