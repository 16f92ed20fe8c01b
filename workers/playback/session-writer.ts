import type { EventLog } from '../../ports/event-log.ts';
import { language } from '../../schemas/language.ts';
import { uuid5 } from '../../schemas/kernel/uuid5.ts';
import type { Heartbeat } from './heartbeat.ts';

/** How long beats stay in the log: 30 days. */
export const HEARTBEAT_MAX_AGE_SECONDS = 30 * 24 * 3600;
const SESSIONS_REMEMBERED = 20_000;
const TRIES = 5;

/** What is in a session's stream, as far as this writer knows. */
interface Known {
  revision: bigint;
  /** Sequence numbers of the heartbeats that the stream holds. */
  readonly seen: Set<number>;
}

interface Session {
  /** Undefined until the stream was read, and after anything that leaves doubt. */
  known: Known | undefined;
  /** Work on one session runs in order. */
  tail: Promise<unknown>;
}

/**
 * Appends heartbeats with the exact revision of their stream: idempotency under "any" is best effort in EventStoreDB, so
 * the writer reads what a stream holds when it first meets it, and again whenever there is doubt.
 * @returns a function that says whether the heartbeat was written (false: it was there already); it throws
 * `LogUnavailable` when the log stays away, and the heartbeat may be handed in again
 */
export function createSessionWriter(log: EventLog): (heartbeat: Heartbeat) => Promise<boolean> {
  const sessions = new Map<string, Session>();

  const append = async (stream: string, session: Session, heartbeat: Heartbeat): Promise<boolean> => {
    for (let attempt = 1; attempt <= TRIES; attempt += 1) {
      const known = session.known ?? (await meet(log, stream));
      session.known = undefined;
      if (known.seen.has(heartbeat.seq)) {
        session.known = known;
        return false;
      }
      const expected = known.revision === -1n ? 'no-stream' : known.revision;
      const result = await log.append(stream, expected, [toEvent(heartbeat)]);
      if (result.kind === 'wrong-revision') continue;
      known.seen.add(heartbeat.seq);
      session.known = { revision: result.revision, seen: known.seen };
      return true;
    }
    throw new Error(`Others kept writing to ${stream}; the heartbeat comes again.`);
  };

  return (heartbeat) => {
    const stream = `playback-${heartbeat.sessionId}`;
    const session = sessions.get(stream) ?? { known: undefined, tail: Promise.resolve() };
    const written = session.tail.then(() => append(stream, session, heartbeat));
    session.tail = written.catch(() => undefined);
    sessions.delete(stream);
    sessions.set(stream, session);
    forgetOldest(sessions);
    return written;
  };
}

/** Reads a stream that this writer does not know, and gives it its age when it holds no heartbeat yet. */
async function meet(log: EventLog, stream: string): Promise<Known> {
  const known: Known = { revision: -1n, seen: new Set() };
  for await (const recorded of log.readStream(stream)) {
    known.revision = recorded.revision;
    const decoded = language.decode(recorded);
    if (decoded.kind === 'known' && decoded.event.type === 'playback.PlaybackHeartbeat')
      known.seen.add(decoded.event.data.seq);
  }
  if (known.seen.size === 0) await log.setMaxAge(stream, HEARTBEAT_MAX_AGE_SECONDS);
  return known;
}

function toEvent(heartbeat: Heartbeat) {
  const commandId = uuid5(heartbeat.sessionId, `heartbeat/${heartbeat.seq}`);
  return language.encode({ type: 'playback.PlaybackHeartbeat', data: heartbeat }, uuid5(commandId, '0'), {
    $correlationId: heartbeat.sessionId,
    $causationId: commandId,
    commandId,
    actor: { kind: 'viewer', id: heartbeat.profileId },
    occurredAt: heartbeat.receivedAt,
  });
}

function forgetOldest(sessions: Map<string, Session>): void {
  for (const oldest of sessions.keys()) {
    if (sessions.size <= SESSIONS_REMEMBERED) return;
    sessions.delete(oldest);
  }
}
