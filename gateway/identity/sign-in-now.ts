import { LRUCache } from 'lru-cache';
import type { EventLog } from '../../ports/event-log.ts';
import type { ProfileId } from '../../schemas/kernel/id.ts';
import type { DecodedEvent } from '../../schemas/kernel/decode.ts';
import { language } from '../../schemas/language.ts';

/** A sign-in as its stream says it is now. */
export interface SignInNow {
  readonly accountId: string;
  readonly isOver: boolean;
  /** Of the refresh token that is the newest. */
  readonly generation: number;
  /** ISO 8601. */
  readonly expiresAt: string;
  /** When the newest refresh token was made, milliseconds since the Unix epoch. */
  readonly renewedAt: number;
  readonly profileId: ProfileId | undefined;
  /** ISO 8601. */
  readonly signedInAt: string;
  /** When they last proved who they are on it, ISO 8601; of a device that somebody else let in: never. */
  readonly provedAt: string;
  /** Where in the log it began. */
  readonly position: bigint;
}

interface Folded {
  readonly signIn: SignInNow | undefined;
  readonly revision: bigint;
}

/** Before everything. */
export const NEVER = new Date(0).toISOString();

const REMEMBERED = 10_000;
/** What was folded before; a device renews for years, and what it wrote stays. */
const folds = new WeakMap<EventLog, LRUCache<string, Folded>>();

/**
 * Folds the stream of a sign-in. Undefined: there is none, or a newer version wrote what is not understood here.
 * @throws LogUnavailable when the log does not answer
 */
export async function signInNow(log: EventLog, signInId: string): Promise<SignInNow | undefined> {
  const known = folds.get(log) ?? new LRUCache<string, Folded>({ max: REMEMBERED });
  folds.set(log, known);
  let { signIn, revision } = known.get(signInId) ?? { signIn: undefined, revision: -1n };
  for await (const recorded of log.readStream(`signin-${signInId}`, { from: revision + 1n })) {
    const decoded = language.decode(recorded);
    if (decoded.kind !== 'known') return undefined;
    signIn = after(signIn, decoded.event, recorded.position);
    ({ revision } = recorded);
  }
  if (signIn !== undefined) known.set(signInId, { signIn, revision });
  return signIn;
}

function after(signIn: SignInNow | undefined, event: DecodedEvent, position: bigint): SignInNow | undefined {
  const { occurredAt } = event.metadata;
  if (event.type === 'identity.SignedIn') {
    const { accountId, expiresAt, method } = event.data;
    // Whoever sits before a television proved nothing: it was paired from elsewhere.
    const provedAt = method === 'television' ? NEVER : occurredAt;
    const times = { expiresAt, renewedAt: Date.parse(occurredAt), signedInAt: occurredAt, provedAt };
    return { accountId, isOver: false, generation: 0, profileId: undefined, ...times, position };
  }
  if (signIn === undefined) return undefined;
  switch (event.type) {
    case 'identity.SignInRenewed': {
      const { generation, expiresAt } = event.data;
      return { ...signIn, generation, expiresAt, renewedAt: Date.parse(occurredAt) };
    }
    case 'identity.ProfileChosen':
      return { ...signIn, profileId: event.data.profileId };
    case 'identity.SignInConfirmed':
      return { ...signIn, provedAt: occurredAt };
    case 'identity.SignedOut':
      return { ...signIn, isOver: true };
    default:
      return signIn;
  }
}
