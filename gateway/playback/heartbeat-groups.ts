import { randomUUID } from 'node:crypto';
import { createGroups, type Groups } from '../../runtime/groups.ts';
import type { EventOf } from '../../schemas/kernel/define.ts';
import type { PlaybackHeartbeat } from '../../schemas/playback/session.events.ts';
import { within } from '../http/deadline.ts';
import type { GatewayPorts } from '../ports.ts';

export type Heartbeat = EventOf<typeof PlaybackHeartbeat>['data'];

/** The longest that a player waits for its heartbeat to be taken, ms. */
const ENQUEUE_MS = 2000;
/** A player does not notice it; of ten thousand heartbeats in a second fifty go together. */
const LINGER_MS = 5;
/** A message of a queue may have 1 MiB. */
const MOST_BYTES = 256 * 1024;
/** What one writer takes at a time. */
const MOST = 128;

/**
 * Heartbeats on their way to the telemetry writer: those of a few milliseconds are one message, since a message costs the queue, this process and
 * the writer several times as much as what is in it. Whoever sent one is answered when the queue has stored it.
 */
export const createHeartbeatGroups = ({ queues }: Pick<GatewayPorts, 'queues'>): Groups<Heartbeat> =>
  createGroups<Heartbeat>({
    lingerMs: LINGER_MS,
    most: MOST,
    mostSize: MOST_BYTES,
    send: (heartbeats) => within(ENQUEUE_MS, queues.enqueue('telemetry', ...messageOf(heartbeats))),
  });

/**
 * One alone is a message by itself, which its number names: sent again it is dropped by the queue. In company that is left to the writer,
 * which knows the numbers of each session.
 */
function messageOf(heartbeats: readonly Heartbeat[]): readonly [payload: unknown, messageId: string] {
  const [first] = heartbeats;
  return heartbeats.length === 1 && first !== undefined
    ? [first, `${first.sessionId}/${first.seq}`]
    : [heartbeats, randomUUID()];
}
