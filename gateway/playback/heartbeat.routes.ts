import type { FastifyInstance } from 'fastify';
import type { PlaybackHeartbeat } from '../../schemas/playback/session.events.ts';
import type { HeartbeatSample } from '../../schemas/playback/sample.ts';
import { HeartbeatBatch } from '../../schemas/playback/heartbeat.messages.ts';
import type { EventOf } from '../../schemas/kernel/define.ts';
import { within } from '../http/deadline.ts';
import { addressGroup } from '../http/client-address.ts';
import { credentialsOf } from '../http/requests.ts';
import { bringsSeeAs } from '../identity/see-as.ts';
import type { GatewayServices } from '../graphql/context-module.ts';
import { HEARTBEATS_PATH } from './start-playback.ts';
import { createHeartbeatLimits } from './heartbeat-limits.ts';
import { liveSignIns } from '../identity/live-sign-ins.ts';
import { liveStreams } from './live-streams.ts';
import { openSession, type SessionClaims } from './session-token.ts';

type Heartbeat = EventOf<typeof PlaybackHeartbeat>['data'];

const MAX_BODY = 32 * 1024;
const RETRY_SECONDS = '5';
/** The longest that a player waits for its heartbeat to be taken, ms. */
const ENQUEUE_MS = 2000;

/** What resuming needs of a sample: when, whether it plays, and where. */
const leastOf = ({ ts, sta, pt }: HeartbeatSample): HeartbeatSample => ({ ts, sta, pt });

/**
 * `POST /playback/heartbeats`: a batch of samples becomes a message for the telemetry writer. `sendBeacon` can only send
 * simple content types, so plain text is taken too: what authorises a batch is the session token inside it.
 */
export function registerHeartbeats(
  app: FastifyInstance,
  { ports, changes, rateLimit, identify }: GatewayServices,
): void {
  const streams = liveStreams({ ports, changes });
  const signIns = liveSignIns({ ports, changes });
  /** Why a session may not go on; undefined: it may, or it ended by itself. */
  const endOf = async ({ a, i, s }: SessionClaims): Promise<string | undefined> => {
    if (i !== undefined && !(await signIns.holds(i))) return 'signed_out';
    const end = a === undefined ? undefined : await streams.endOf(a, s);
    return end === 'stop' ? undefined : end;
  };
  const limits = createHeartbeatLimits(rateLimit);
  app.register(async (scope) => {
    scope.addContentTypeParser(
      'text/plain',
      { parseAs: 'string', bodyLimit: MAX_BODY },
      scope.getDefaultJsonParser('error', 'error'),
    );
    scope.post(HEARTBEATS_PATH, { bodyLimit: MAX_BODY }, async (request, reply) => {
      // Only where a browser brings the cookie: a heartbeat needs nobody's name.
      if (bringsSeeAs(ports, credentialsOf(request.headers, false).cookies)) {
        const { seeAs } = await identify(request, reply);
        if (seeAs !== undefined)
          return reply.code(403).send({ error: 'You see this as somebody else does. End that first.' });
      }
      const batch = HeartbeatBatch.safeParse(request.body);
      if (!batch.success) {
        const issue = batch.error.issues[0];
        return reply
          .code(400)
          .send({ error: `The batch does not fit: ${issue?.path.join('.') ?? ''} ${issue?.message ?? ''}`.trim() });
      }
      const now = ports.now();
      const session = await openSession(ports.keyring, batch.data.sessionToken, now);
      if (session === undefined) return reply.code(403).send({ error: 'This session is over. Start the film again.' });
      const heartbeat: Heartbeat = {
        sessionId: session.s,
        titleId: session.t,
        profileId: session.p,
        seq: batch.data.seq,
        startedAt: session.at,
        receivedAt: new Date(now).toISOString(),
        durationMs: session.d,
        samples: session.min === true ? batch.data.samples.map(leastOf) : batch.data.samples,
      };
      const bytes = JSON.stringify(heartbeat.samples).length;
      const retryAfterMs = limits.refusal({
        address: addressGroup(request.ip),
        sessionId: session.s,
        seq: heartbeat.seq,
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
        // One that is queued after all and sent again is dropped by its message id.
        await within(
          ENQUEUE_MS,
          limits.whileQueued(bytes, () =>
            ports.queues.enqueue('telemetry', heartbeat, `${session.s}/${heartbeat.seq}`),
          ),
        );
      } catch (error) {
        ports.logger.warn({ err: error, sessionId: session.s }, 'a heartbeat could not be queued');
        return reply
          .code(503)
          .header('retry-after', RETRY_SECONDS)
          .send({ error: 'Heartbeats cannot be taken right now. Keep this one and send it again.' });
      }
      // What was played until then counts.
      return reply.code(202).send(stopped === undefined ? {} : { stopped });
    });
  });
}
