import { LRUCache } from 'lru-cache';
import type { EventLog } from '../../ports/event-log.ts';
import { language } from '../../schemas/language.ts';
import { uuid5 } from '../../schemas/kernel/uuid5.ts';
import type { Heartbeat, RequestReport } from './heartbeat.ts';

/** How long heartbeats stay in the log: 30 days. */
export const HEARTBEAT_MAX_AGE_SECONDS = 30 * 24 * 3600;
/**
 * Samples that are stored of one session: a player reports some ten in a minute, for six hours at most. A sample is at most
 * some hundred bytes, so a session is at most some megabytes, whatever its player sends.
 */
export const SAMPLES_PER_SESSION = 12_000;
const SESSIONS_REMEMBERED = 20_000;
const TRIES = 5;

/** The stream of a session's heartbeats, aged. */
export const heartbeatsStream = (sessionId: string): string => `heartbeats-${sessionId}`;
/** The stream of a session's milestones, kept for ever. Up to version 0.1.0 its heartbeats stood there too, and aged it. */
export const milestonesStream = (sessionId: string): string => `playback-${sessionId}`;

/** What the log holds of a session, as far as this writer knows. */
interface Known {
  /** Of the stream of heartbeats; -1n: there is none. */
  revision: bigint;
  /** Sequence numbers of the heartbeats that the log holds, and ids of the reports of requests. */
  readonly seen: Set<number | string>;
  /** Samples in them. */
  readonly samples: number;
}

interface Session {
  /** Undefined until the log was read, and after anything that leaves doubt. */
  known: Known | undefined;
  /** Work on one session runs in order. */
  tail: Promise<unknown>;
}

/** What is written of a session's telemetry. */
interface Entry {
  readonly sessionId: string;
  /** Names it in the session: what is there already is not written again. */
  readonly key: number | string;
  readonly samples: number;
  readonly toEvent: () => ReturnType<typeof language.encode>;
}

/**
 * Appends heartbeats and reports of requests with the exact revision of their stream: idempotency under "any" is best effort in EventStoreDB, so
 * the writer reads what the log holds of a session when it first meets it, and again whenever there is doubt.
 * @returns a function that says whether the heartbeat was written (false: it was there already, or its session is full); it throws
 * `LogUnavailable` when the log stays away, and the heartbeat may be handed in again
 */
export function createSessionWriter(log: EventLog): (telemetry: Heartbeat | RequestReport) => Promise<boolean> {
  const sessions = new LRUCache<string, Session>({ max: SESSIONS_REMEMBERED });

  const append = async (session: Session, { sessionId, key, samples, toEvent }: Entry): Promise<boolean> => {
    /** The stream ends there at least, however little of it can still be read. */
    let end = -1n;
    for (let attempt = 1; attempt <= TRIES; attempt += 1) {
      const known = session.known ?? (await meet(log, sessionId));
      session.known = undefined;
      if (known.revision < end) known.revision = end;
      if (known.seen.has(key) || known.samples + samples > SAMPLES_PER_SESSION) {
        session.known = known;
        return false;
      }
      const expected = known.revision === -1n ? 'no-stream' : known.revision;
      const result = await log.append(heartbeatsStream(sessionId), expected, [toEvent()]);
      if (result.kind === 'wrong-revision') {
        if (result.actual !== 'no-stream') end = result.actual;
        continue;
      }
      known.seen.add(key);
      session.known = { revision: result.revision, seen: known.seen, samples: known.samples + samples };
      return true;
    }
    throw new Error(`Others kept writing to ${heartbeatsStream(sessionId)}; the heartbeat comes again.`);
  };

  return (telemetry) => {
    const entry = entryOf(telemetry);
    const { sessionId } = entry;
    const session = sessions.get(sessionId) ?? { known: undefined, tail: Promise.resolve() };
    const written = session.tail.then(() => append(session, entry));
    session.tail = written.catch(() => undefined);
    sessions.set(sessionId, session);
    return written;
  };
}

/**
 * Reads what the log holds of a session that this writer does not know, also what stands between the milestones of one that
 * began under version 0.1.0: those then lose the age that they had. A new stream of heartbeats gets its age.
 */
async function meet(log: EventLog, sessionId: string): Promise<Known> {
  const [own, old] = await Promise.all([
    heartbeatsIn(log, heartbeatsStream(sessionId)),
    heartbeatsIn(log, milestonesStream(sessionId)),
  ]);
  if (old.seqs.length > 0) await log.setMaxAge(milestonesStream(sessionId), undefined);
  if (own.seqs.length === 0) await log.setMaxAge(heartbeatsStream(sessionId), HEARTBEAT_MAX_AGE_SECONDS);
  return {
    revision: own.revision,
    seen: new Set([...own.seqs, ...old.seqs]),
    samples: own.samples + old.samples,
  };
}

async function heartbeatsIn(
  log: EventLog,
  stream: string,
): Promise<{ readonly revision: bigint; readonly seqs: readonly (number | string)[]; readonly samples: number }> {
  let revision = -1n;
  const seqs: (number | string)[] = [];
  let samples = 0;
  for await (const recorded of log.readStream(stream)) {
    revision = recorded.revision;
    const decoded = language.decode(recorded);
    if (decoded.kind !== 'known') continue;
    const { event } = decoded;
    if (event.type !== 'playback.PlaybackHeartbeat' && event.type !== 'playback.MediaRequestsReported') continue;
    const entry = entryOf(event.data);
    seqs.push(entry.key);
    samples += entry.samples;
  }
  return { revision, seqs, samples };
}

/** The id of the event that a heartbeat becomes, whoever writes it. */
export const heartbeatEventId = ({ sessionId, seq }: Heartbeat): string =>
  uuid5(uuid5(sessionId, `heartbeat/${seq}`), '0');

const entryOf = (telemetry: Heartbeat | RequestReport): Entry => {
  const { sessionId } = telemetry;
  return 'reportId' in telemetry
    ? { sessionId, key: telemetry.reportId, samples: 1, toEvent: () => toReport(telemetry) }
    : {
        ...{ sessionId, key: telemetry.seq, samples: telemetry.samples.length },
        toEvent: () => toHeartbeat(telemetry),
      };
};

function toReport(report: RequestReport) {
  const { sessionId, reportId, receivedAt } = report;
  const commandId = uuid5(sessionId, `requests/${reportId}`);
  return language.encode({ type: 'playback.MediaRequestsReported', data: report }, uuid5(commandId, '0'), {
    $correlationId: sessionId,
    $causationId: commandId,
    commandId,
    actor: { kind: 'system', id: 'gateway' },
    occurredAt: receivedAt,
  });
}

function toHeartbeat(heartbeat: Heartbeat) {
  const commandId = uuid5(heartbeat.sessionId, `heartbeat/${heartbeat.seq}`);
  return language.encode({ type: 'playback.PlaybackHeartbeat', data: heartbeat }, heartbeatEventId(heartbeat), {
    $correlationId: heartbeat.sessionId,
    $causationId: commandId,
    commandId,
    actor: { kind: 'viewer', id: heartbeat.profileId },
    occurredAt: heartbeat.receivedAt,
  });
}
