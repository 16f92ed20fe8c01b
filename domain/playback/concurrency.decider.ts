import type { concurrencyCommands } from '../../schemas/playback/concurrency.commands.ts';
import type { concurrencyEvents, Slot } from '../../schemas/playback/concurrency.events.ts';
import type { CommandOf, EventOf } from '../../schemas/kernel/define.ts';
import { accepted, decideBy, evolveBy, refuse } from '../kernel/decider.ts';
import type { Decider, Decision, Rejection } from '../kernel/decider.ts';

export type ConcurrencyEvent = EventOf<(typeof concurrencyEvents)[number]>;
export type ConcurrencyCommand = CommandOf<(typeof concurrencyCommands)[number]>;
type Acquire = Extract<ConcurrencyCommand, { readonly type: 'AcquireSlot' }>['data'];
type Released = Extract<ConcurrencyEvent, { readonly type: 'playback.SlotReleased' }>['data'];
export type ReleaseReason = Released['reason'];

export interface ConcurrencyState {
  /** The oldest first. */
  readonly slots: readonly Slot[];
  /** Those that were released last, the newest at the end. */
  readonly released: readonly { readonly sessionId: string; readonly reason: ReleaseReason }[];
  /** When somebody was last refused, ISO 8601. */
  readonly deniedAt: string | null;
}

/** A lease cannot have run out before: players have not had the time to miss a heartbeat, ms (`SESSION_LEASE_MS` of the port). */
const LEASE_MS = 90_000;
/** Who is refused again and again writes no more than this often, ms. */
const DENIED_EVERY_MS = 60_000;
const MOST_SLOTS = 100;
const RELEASED_REMEMBERED = 32;

/** Code of a refusal that was written down a moment ago. */
export const TOO_MANY = 'stream.too-many';
/** Code of a refusal of a session that somebody stopped. */
export const STOPPED = 'stream.stopped';

/** How a session that holds no slot any more lost it, as far as that is remembered. */
export const releaseOf = ({ released }: ConcurrencyState, sessionId: string): ReleaseReason | undefined =>
  released.findLast((each) => each.sessionId === sessionId)?.reason;

/** Releases one after another: each event holds what is left after it. */
function releasing(
  accountId: Acquire['accountId'],
  slots: readonly Slot[],
  reasonOf: (slot: Slot) => ReleaseReason | undefined,
): { readonly events: readonly ConcurrencyEvent[]; readonly slots: readonly Slot[] } {
  let left = slots;
  const events = slots.flatMap((slot): readonly ConcurrencyEvent[] => {
    const reason = reasonOf(slot);
    if (reason === undefined) return [];
    left = left.filter((each) => each !== slot);
    const { sessionId } = slot;
    return [{ type: 'playback.SlotReleased', data: { accountId, sessionId, reason, slots: [...left] } }];
  });
  return { events, slots: left };
}

function acquire(state: ConcurrencyState, data: Acquire, at: string): Decision<ConcurrencyEvent, Rejection> {
  const { accountId, sessionId, titleId, profileId, signInId, limit, leases } = data;
  if (state.slots.some((slot) => slot.sessionId === sessionId)) return accepted();
  const before = releaseOf(state, sessionId);
  if (before !== undefined && before !== 'lease_expired')
    return refuse(STOPPED, 'This playback was stopped. Start the film again.');
  const now = Date.parse(at);
  const freed = releasing(accountId, state.slots, (slot) => {
    if (slot.signInId === signInId && slot.titleId === titleId) return 'evicted';
    if (data.signedOut.includes(slot.sessionId)) return 'signed_out';
    if (leases !== 'known' || !data.lapsed.includes(slot.sessionId)) return undefined;
    return now - Date.parse(slot.since) >= LEASE_MS ? 'lease_expired' : undefined;
  });
  const isFull = freed.slots.length >= limit;
  if (isFull && leases !== 'open') {
    const wasNoted = state.deniedAt !== null && Math.abs(now - Date.parse(state.deniedAt)) < DENIED_EVERY_MS;
    if (wasNoted && freed.events.length === 0)
      return refuse(
        TOO_MANY,
        `${limit} streams play at once already, which is as many as may. Stop one of them first.`,
      );
    const denied = { accountId, sessionId, titleId, limit, slots: [...freed.slots] };
    return accepted<ConcurrencyEvent>(...freed.events, { type: 'playback.SlotDenied', data: denied });
  }
  // While nobody knows who still plays, those that were left behind pile up.
  const kept = releasing(accountId, freed.slots, (slot) =>
    freed.slots.indexOf(slot) <= freed.slots.length - MOST_SLOTS ? 'evicted' : undefined,
  );
  const slots = [...kept.slots, { sessionId, titleId, profileId, signInId, since: at }];
  return accepted<ConcurrencyEvent>(...freed.events, ...kept.events, {
    type: 'playback.SlotAcquired',
    data: { accountId, sessionId, limit, degraded: isFull, slots },
  });
}

/**
 * Which streams an account plays at once, and whether it may play one more. Each event holds all slots after it, so that the newest
 * is enough to go on from, however many there were.
 */
export const concurrencyDecider: Decider<ConcurrencyState, ConcurrencyCommand, ConcurrencyEvent> = {
  category: 'concurrency',
  edges: RELEASED_REMEMBERED,
  isWholeAtItsEnd: true,
  initial: { slots: [], released: [], deniedAt: null },
  evolve: evolveBy<ConcurrencyState, ConcurrencyEvent, [{ readonly metadata: { readonly occurredAt: string } }]>({
    'playback.SlotAcquired': (state, { slots }) => ({ ...state, slots }),
    'playback.SlotDenied': (state, { slots }, { metadata }) => ({ ...state, slots, deniedAt: metadata.occurredAt }),
    'playback.SlotReleased': (state, { sessionId, reason, slots }) => ({
      ...state,
      slots,
      released: [...state.released, { sessionId, reason }].slice(-RELEASED_REMEMBERED),
    }),
  }),
  decide: decideBy<ConcurrencyState, ConcurrencyCommand, ConcurrencyEvent, Rejection>({
    AcquireSlot: acquire,
    ReleaseSlot: (state, { accountId, sessionId, reason }) => {
      const { events } = releasing(accountId, state.slots, (slot) =>
        slot.sessionId === sessionId ? reason : undefined,
      );
      if (events.length > 0 || releaseOf(state, sessionId) !== undefined) return accepted(...events);
      return refuse('session.unknown', 'There is no such playback, or it is over.');
    },
  }),
};
