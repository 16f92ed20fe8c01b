import { LRUCache } from 'lru-cache';
import type { EventLog } from '../../ports/event-log.ts';
import type { LinkPurpose, Role } from '../../schemas/identity/account.events.ts';
import type { DecodedEvent } from '../../schemas/kernel/decode.ts';
import type { Sealed } from '../../schemas/kernel/sealed.ts';
import { language } from '../../schemas/language.ts';

/** A link that was sent. */
export interface SentLink {
  readonly linkId: string;
  /** ISO 8601. */
  readonly expiresAt: string;
  readonly email: Sealed;
}

/** An account as its stream says it is now. Read models may be late: nobody signs in by what was true a while ago. */
export interface AccountNow {
  readonly accountId: string;
  readonly email: Sealed;
  /** BCP 47. */
  readonly locale: string;
  readonly verified: boolean;
  /** Sealed, argon2id; undefined: there is no password. */
  readonly passwordHash: Sealed | undefined;
  readonly roles: readonly Role[];
  readonly status: 'active' | 'leaving' | 'erased';
  /** When it will be forgotten, where that was asked for. ISO 8601. */
  readonly leavingAt: string | undefined;
  /** ISO 8601. */
  readonly createdAt: string;
  /** The command that made it. */
  readonly madeBy: string;
  /** Where in the log its password was last changed or reset, and the sign-in that did it, if it was one. */
  readonly secured:
    | { readonly position: bigint; readonly signInId: string | undefined; readonly commandId: string }
    | undefined;
  /** The newest link of each purpose that was not used. */
  readonly links: Readonly<Partial<Record<LinkPurpose, SentLink | undefined>>>;
}

interface Folded {
  readonly account: AccountNow | undefined;
  readonly revision: bigint;
}

const REMEMBERED = 10_000;
/** What was folded before: only what came since is read, however often somebody changed their account. */
const folds = new WeakMap<EventLog, LRUCache<string, Folded>>();

/**
 * Folds the stream of an account. Undefined: there is none.
 * @throws LogUnavailable when the log does not answer
 */
export async function accountNow(log: EventLog, accountId: string): Promise<AccountNow | undefined> {
  const known = folds.get(log) ?? new LRUCache<string, Folded>({ max: REMEMBERED });
  folds.set(log, known);
  let { account, revision } = known.get(accountId) ?? { account: undefined, revision: -1n };
  for await (const recorded of log.readStream(`account-${accountId}`, { from: revision + 1n })) {
    const decoded = language.decode(recorded);
    // What a newer version wrote may have closed it: better nobody than somebody who should not.
    if (decoded.kind !== 'known') return undefined;
    account = after(account, decoded.event, recorded.position);
    ({ revision } = recorded);
  }
  if (account !== undefined) known.set(accountId, { account, revision });
  return account;
}

function after(account: AccountNow | undefined, event: DecodedEvent, position: bigint): AccountNow | undefined {
  if (event.type === 'identity.AccountRegistered') {
    const { accountId, email, locale } = event.data;
    return {
      accountId,
      email,
      locale,
      verified: false,
      passwordHash: undefined,
      roles: [],
      status: 'active',
      leavingAt: undefined,
      createdAt: event.metadata.occurredAt,
      madeBy: event.metadata.commandId,
      secured: undefined,
      links: {},
    };
  }
  if (account === undefined) return undefined;
  switch (event.type) {
    case 'identity.PasswordSet': {
      const { hash, reason } = event.data;
      if (reason === 'registered') return { ...account, passwordHash: hash };
      const { actor, commandId } = event.metadata;
      const secured = { position, signInId: actor.device, commandId };
      const { 'verify-email': proof } = account.links;
      return { ...account, passwordHash: hash, secured, links: { 'verify-email': proof } };
    }
    case 'identity.LinkSent': {
      const { purpose, linkId, expiresAt, email } = event.data;
      return { ...account, links: { ...account.links, [purpose]: { linkId, expiresAt, email } } };
    }
    case 'identity.EmailVerified':
      return { ...account, verified: true, links: { ...account.links, 'verify-email': undefined } };
    case 'identity.EmailChanged':
      return { ...account, email: event.data.email, verified: true, links: {} };
    case 'identity.RoleGranted':
      return { ...account, roles: [...account.roles.filter((role) => role !== event.data.role), event.data.role] };
    case 'identity.RoleRevoked':
      return { ...account, roles: account.roles.filter((role) => role !== event.data.role) };
    case 'identity.ErasureRequested':
      return { ...account, status: 'leaving', leavingAt: event.data.dueAt };
    case 'identity.ErasureCancelled':
      return { ...account, status: 'active', leavingAt: undefined };
    case 'identity.ErasureBegun':
    case 'identity.SubjectErased':
      return { ...account, status: 'erased', roles: [], links: {}, passwordHash: undefined };
    default:
      return account;
  }
}
