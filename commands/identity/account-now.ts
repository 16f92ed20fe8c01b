import { accountDecider, type OpenId, type OpenLink } from '../../domain/identity/account.decider.ts';
import type { EventLog } from '../../ports/event-log.ts';
import type { LinkPurpose, Role } from '../../schemas/identity/account.events.ts';
import type { Sealed } from '../../schemas/kernel/sealed.ts';
import { language } from '../../schemas/language.ts';
import { remembering } from '../pipeline/remembering.ts';

/** An account as its stream says it is now. Read models may be late: nobody signs in by what was true a while ago. */
export interface AccountNow {
  readonly accountId: string;
  readonly email: Sealed;
  /** BCP 47. */
  readonly locale: string;
  readonly verified: boolean;
  /** argon2id; undefined: there is no password. */
  readonly passwordHash: Sealed | undefined;
  readonly roles: readonly Role[];
  /** While it has the role admin: the command that gave it. */
  readonly administrator: string | undefined;
  /** Ids of roles of this installation. */
  readonly customRoles: readonly string[];
  readonly status: 'active' | 'leaving' | 'erased';
  /** When it will be forgotten, where that was asked for. ISO 8601. */
  readonly leavingAt: string | undefined;
  /** ISO 8601. */
  readonly createdAt: string;
  /** The command that made it. */
  readonly madeBy: string;
  /** Who gave that command: of a registration, the profile of the browser. */
  readonly madeFrom: string;
  /** Where in the log its password was last changed or reset, and the sign-in that did it, if it was one. */
  readonly secured:
    | { readonly position: bigint; readonly signInId: string | undefined; readonly commandId: string }
    | undefined;
  /** The newest link of each purpose that may still be used. */
  readonly links: Readonly<Partial<Record<LinkPurpose, OpenLink>>>;
  /** Providers that it may be signed in to by. */
  readonly openIds: readonly OpenId[];
}

const read = remembering(accountDecider);

/**
 * Reads an account from its own stream. Undefined: there is none, or a newer version wrote what is not understood here.
 * @throws LogUnavailable when the log does not answer
 */
export async function accountNow(log: EventLog, accountId: string): Promise<AccountNow | undefined> {
  const state = (await read({ log, language }, accountId))?.state;
  if (state === undefined || state.status === 'none') return undefined;
  const { status, dueAt, ...account } = state;
  return {
    ...account,
    // Nothing takes it back any more, even if its key is not destroyed yet.
    status: status === 'going' ? 'erased' : status,
    leavingAt: dueAt,
  };
}
