import { ChangeEmail, SetPassword, VerifyEmail } from '../../schemas/identity/account.commands.ts';
import type { MutationResolvers, QueryResolvers } from '../generated/resolvers.ts';
import { refuse, runCommand, type Refusal } from '../graphql/command.ts';
import { isId } from '../graphql/connection.ts';
import type { RequestContext } from '../graphql/context.ts';
import { publicError } from '../graphql/errors.ts';
import type { MutationFields, QueryFields, ResolverModule } from '../graphql/resolver.ts';
import { accountActor, provingActor } from '../http/identity.ts';
import { attempt, attemptPassword, tooMany } from './account-limits.ts';
import { LINK_USED, openLink, sendLink } from './account-links.ts';
import { accountNow, type AccountNow } from '../../commands/identity/account-now.ts';
import { checkOwnPassword, refusePassword, SIGNED_OUT, openHash, unlessBusy } from './account-password.ts';
import { accountByEmail, hasEmail, isUnproved, registerAccount, takeFromUnproved } from './account-registration.ts';
import { BAD_COMMAND, PASSWORD_MIN, showAccount } from './account.view.ts';
import { readEmail, type Email } from './email.ts';
import { evenly } from './evenly.ts';
import { judgePassword } from './password-judge.ts';
import { hashOf, isPassword } from './passwords.ts';
import { checked, Language } from './profile.input.ts';
import { secondFactorOf } from './second-factor.ts';
import { endOthers, showSignIn } from './sign-in.view.ts';
import { signInIdOf } from './sign-in-sessions.ts';
import { provedByPassword } from './step-up.ts';

const BAD_EMAIL = refuse(
  'InvalidInput',
  'account.bad-email',
  'This is no address that a message could go to. Look for a slip.',
  'email',
).refusal;
const OTHER_BROWSER = refuse(
  'CommandRefused',
  'link.other-browser',
  'This address was registered in another browser. Enter the password that was chosen there; if that was not you, choose a new one.',
).refusal;
const NOT_CHOSEN = refuse(
  'InvalidInput',
  'account.wrong-password',
  'This is not the password that was chosen with the address.',
  'password',
).refusal;
/** Somebody's own account: making it, its address and its password. */
export const accountResolvers: ResolverModule = {
  Query: {
    myAccount: {
      reads: [],
      async resolve(_parent, _args, context) {
        const { account } = context.caller;
        return account === undefined ? null : ((await showAccount(context, account)) ?? null);
      },
    },
    accountPolicy: {
      reads: [],
      resolve: (_parent, _args, { ports }) => ({
        mode: ports.accounts === 'required' ? 'REQUIRED' : 'OPTIONAL',
        passwordMinLength: PASSWORD_MIN,
        outbox: ports.outbox !== undefined,
        providers: ports.openId.map(({ id, name }) => ({ id, name })),
      }),
    },
    judgePassword: {
      reads: [],
      async resolve(_parent, { password, hints }, context) {
        if (context.isInUrl)
          throw publicError('BAD_REQUEST', 'Send a password by POST: what stands in a URL is kept by logs on the way.');
        const judged = await attempt(context, 'judgements', context.address);
        if (!judged.allowed)
          throw publicError('RATE_LIMITED', tooMany(judged.retryAfterMs).message, {
            retryAfterMs: judged.retryAfterMs,
          });
        return judgePassword(password, hints ?? []);
      },
    },
  } satisfies QueryFields<QueryResolvers, 'myAccount' | 'accountPolicy' | 'judgePassword'>,
  Mutation: {
    async register(_parent, { commandId, email: given, password, locale }, context) {
      const asked = await askedFor(context, commandId, given);
      if ('__typename' in asked) return asked;
      // Also for an address that has an account, where nobody asks for it: it must not be answered otherwise.
      const spoken = checked(Language, locale, 'locale');
      if ('refusal' in spoken) return spoken.refusal;
      const weak = await refusePassword(password, [asked.address]);
      if (weak !== undefined) return weak;
      return evenly(async () => {
        // Also for an address that has an account: it must not take less time.
        const hash = await unlessBusy(() => hashOf(password, context.address));
        if (typeof hash === 'object') return hash;
        const answer = await registerAccount(context, { commandId, email: asked, locale: spoken.value, hash });
        return answer.done ? { __typename: 'RegistrationReceived' as const, email: asked.address } : answer.refusal;
      });
    },
    async requestLink(_parent, { commandId, email: given, purpose }, context) {
      const asked = await askedFor(context, commandId, given);
      if ('__typename' in asked) return asked;
      return evenly(async () => {
        const account = await accountByEmail(context.ports, asked);
        const wanted = account === undefined ? undefined : purposeFor(account, purpose);
        if (account !== undefined && wanted !== undefined)
          await sendLink(context, { commandId, accountId: account.accountId, purpose: wanted, email: asked });
        return { __typename: 'LinkRequested' as const, email: asked.address };
      });
    },
    async useLink(_parent, { commandId, token, password }, context) {
      if (!isId(commandId)) return BAD_COMMAND;
      const { keyring, now } = context.ports;
      const link = await openLink(keyring, token, { purposes: ['verify-email', 'change-email'], now: now() });
      const account = link === undefined ? undefined : await accountNow(context.ports.log, link.accountId);
      if (link === undefined || account === undefined || account.status === 'erased') return LINK_USED;
      return link.purpose === 'verify-email'
        ? verifyEmail(context, { commandId, account, linkId: link.linkId }, password)
        : changeEmail(context, { commandId, account, linkId: link.linkId });
    },
    async resetPassword(_parent, { commandId, token, password }, context) {
      if (!isId(commandId)) return BAD_COMMAND;
      const { keyring, now, log, vault } = context.ports;
      const link = await openLink(keyring, token, { purposes: ['reset-password', 'accept-invitation'], now: now() });
      const account = link === undefined ? undefined : await accountNow(log, link.accountId);
      if (link === undefined || account === undefined || account.status === 'erased') return LINK_USED;
      // Who has set a password by it before gets it refused without a judgement.
      const isOpen = account.links[link.purpose]?.linkId === link.linkId;
      if (!isOpen && account.secured?.commandId !== commandId) return LINK_USED;
      const { accountId } = account;
      const refused = await refusePassword(
        password,
        (await vault.open('email', [account.email])).map((text) => text ?? ''),
      );
      if (refused !== undefined) return refused;
      const signInId = signInIdOf(commandId, accountId);
      const set = await setPassword(context, { commandId, account, password, linkId: link.linkId, signInId });
      if (set !== undefined) return set;
      const shown =
        (await secondFactorOf(context, accountId, 'link')) ??
        (await showSignIn(context, { commandId, account, method: 'link', carry: 'COOKIES', endsOthers: true }));
      await endOthers(context, { accountId, signInId }, 'password-changed');
      return shown;
    },
    async changePassword(_parent, { commandId, current, password }, context) {
      const own = context.caller.account;
      if (own === undefined) return SIGNED_OUT;
      if (!isId(commandId)) return BAD_COMMAND;
      const wrong = await checkOwnPassword(context, current, 'current');
      if (wrong !== undefined) return wrong;
      const account = await accountNow(context.ports.log, own.accountId);
      if (account === undefined) return SIGNED_OUT;
      const [email] = await context.ports.vault.open('email', [account.email]);
      const refused = await refusePassword(password, [email ?? '']);
      if (refused !== undefined) return refused;
      const { signInId } = own;
      const set = await setPassword(context, { commandId, account, password, signInId });
      if (set !== undefined) return set;
      const ended = await endOthers(context, own, 'password-changed');
      return { __typename: 'PasswordChanged' as const, signedOut: ended.count, token: ended.token };
    },
    async changeEmail(_parent, { commandId, email: given, password }, context) {
      const own = context.caller.account;
      if (own === undefined) return SIGNED_OUT;
      const asked = await askedFor(context, commandId, given);
      if ('__typename' in asked) return asked;
      // The new address chooses another password: a proof by whoever handed the device over would give the account away.
      const wrong = await provedByPassword(context, password);
      if (wrong !== undefined) return wrong;
      return evenly(async () => {
        const { accountId } = own;
        const holder = await accountByEmail(context.ports, asked);
        // Somebody else's: they are not told, and neither is who asks.
        if (holder === undefined || holder.accountId === accountId || isUnproved(holder)) {
          const sent = await sendLink(context, { commandId, accountId, purpose: 'change-email', email: asked });
          if (!sent.done) return sent.refusal;
        }
        return { __typename: 'LinkRequested' as const, email: asked.address };
      });
    },
  } satisfies MutationFields<
    MutationResolvers,
    'register' | 'requestLink' | 'useLink' | 'resetPassword' | 'changePassword' | 'changeEmail'
  >,
};

/** What every request that sends a message must bring: an id, an address, and patience. */
async function askedFor(context: RequestContext, commandId: string, text: string): Promise<Email | Refusal> {
  if (!isId(commandId)) return BAD_COMMAND;
  const email = readEmail(text);
  if (email === undefined) return BAD_EMAIL;
  const asked = await attempt(context, 'requests', context.address);
  return asked.allowed ? email : tooMany(asked.retryAfterMs);
}

/** The link that helps; undefined: none does. */
function purposeFor(account: AccountNow, asked: 'VERIFY_EMAIL' | 'RESET_PASSWORD') {
  if (asked === 'RESET_PASSWORD') return 'reset-password' as const;
  if (account.verified) return undefined;
  // Somebody registered the address again: only who reads its mail may say which password it has.
  return account.links['reset-password'] === undefined ? ('verify-email' as const) : ('reset-password' as const);
}

interface UsedLink {
  readonly commandId: string;
  readonly account: AccountNow;
  readonly linkId: string;
}

/**
 * Whoever opens the link in another browser than the one in which the address was registered may not be who chose the password there:
 * if they went on, a stranger who registered their address could sign in as them. They say that password too, or choose their own.
 */
async function refuseStranger(
  context: RequestContext,
  account: AccountNow,
  password: string | null | undefined,
): Promise<Refusal | undefined> {
  const { passwordHash, madeFrom, accountId } = account;
  const { caller, ports } = context;
  if (passwordHash === undefined || madeFrom === caller.browserId || madeFrom === caller.profileId) return undefined;
  if (password === null || password === undefined || password === '') return OTHER_BROWSER;
  const attempt = await attemptPassword(context, accountId);
  if (!attempt.allowed) return tooMany(attempt.retryAfterMs);
  const hash = await openHash(ports.vault, passwordHash);
  const right = await unlessBusy(() => isPassword(hash, password, context.address));
  if (typeof right === 'object') {
    // Nobody looked at the password: nothing was tried.
    await attempt.giveBack();
    return right;
  }
  if (!right) return NOT_CHOSEN;
  await attempt.giveBack();
  return undefined;
}

async function verifyEmail(
  context: RequestContext,
  { commandId, account, linkId }: UsedLink,
  password: string | null | undefined,
) {
  const { accountId } = account;
  const { vault } = context.ports;
  const [address] = await vault.open('email', [account.email]);
  const email = readEmail(address ?? '');
  // Its address may have gone to somebody else meanwhile.
  if (email === undefined || (await vault.find('email', email.key)) !== accountId) return LINK_USED;
  // A link that proves nothing any more asks for nothing.
  const link = account.links['verify-email'];
  const isOpen = link?.linkId === linkId && context.ports.now() < Date.parse(link.expiresAt);
  const refused = isOpen && !account.verified ? await refuseStranger(context, account, password) : undefined;
  if (refused !== undefined) return refused;
  const answer = await runCommand(context, {
    commandId,
    definition: VerifyEmail,
    streamId: accountId,
    actor: provingActor(context.caller, accountId),
    data: { accountId, linkId },
  });
  if (!answer.done) return answer.refusal;
  // Nothing to do: it was verified before, so this link proves nothing now.
  if (answer.token === '0') return LINK_USED;
  return (
    (await secondFactorOf(context, accountId, 'link')) ??
    showSignIn(context, { commandId, account, method: 'link', carry: 'COOKIES' })
  );
}

async function changeEmail(context: RequestContext, { commandId, account, linkId }: UsedLink) {
  const { vault } = context.ports;
  const { accountId } = account;
  const link = account.links['change-email'];
  const [[before], [next]] = await Promise.all([
    vault.open('email', [account.email]),
    vault.open('email', link?.linkId === linkId ? [link.email] : []),
  ]);
  const email = readEmail(next ?? '');
  if (link === undefined || email === undefined) return LINK_USED;
  await takeFromUnproved(context.ports, email, accountId);
  if (!(await vault.claim('email', email.key, accountId)))
    return refuse('CommandRefused', 'account.email-taken', 'Another account has this address by now. Choose another.')
      .refusal;
  const answer = await runCommand(context, {
    commandId,
    definition: ChangeEmail,
    streamId: accountId,
    actor: provingActor(context.caller, accountId),
    data: { accountId, linkId, email: link.email },
  });
  if (!answer.done) {
    if (!(await hasEmail({ vault }, account, email))) await vault.release('email', email.key, accountId);
    return answer.refusal;
  }
  const old = readEmail(before ?? '');
  if (old !== undefined && old.key !== email.key) await vault.release('email', old.key, accountId);
  return { __typename: 'EmailChanged' as const, email: email.address };
}

/** Gives an account a password. @param given.signInId that goes on; all others end. Undefined: it has it now. */
async function setPassword(
  context: RequestContext,
  given: {
    readonly commandId: string;
    readonly account: AccountNow;
    readonly password: string;
    readonly signInId: string;
    readonly linkId?: string;
  },
): Promise<Refusal | undefined> {
  const { accountId } = given.account;
  const hash = await unlessBusy(() => hashOf(given.password, context.address));
  if (typeof hash === 'object') return hash;
  const own = context.caller.account;
  const actor =
    given.linkId === undefined && own !== undefined
      ? accountActor(own, context.caller.profileId)
      : provingActor(context.caller, accountId);
  const answer = await runCommand(context, {
    commandId: given.commandId,
    definition: SetPassword,
    streamId: accountId,
    actor: { ...actor, device: given.signInId },
    data: {
      accountId,
      hash: await context.ports.vault.seal(accountId, 'password', hash),
      ...(given.linkId === undefined ? {} : { linkId: given.linkId }),
    },
  });
  return answer.done ? undefined : answer.refusal;
}
