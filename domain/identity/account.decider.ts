import type { accountCommands } from '../../schemas/identity/account.commands.ts';
import type { accountEvents, LinkPurpose, Role } from '../../schemas/identity/account.events.ts';
import type { Recording } from '../../schemas/kernel/decode.ts';
import type { CommandOf, EventOf } from '../../schemas/kernel/define.ts';
import type { Sealed } from '../../schemas/kernel/sealed.ts';
import { accepted, decideBy, evolveBy, refuse } from '../kernel/decider.ts';
import type { Decider, Decision, Rejection } from '../kernel/decider.ts';

export type AccountEvent = EventOf<(typeof accountEvents)[number]>;
export type AccountCommand = CommandOf<(typeof accountCommands)[number]>;

/** A link that may still be used. The newest of a purpose replaces the one before. */
export interface OpenLink {
  readonly linkId: string;
  /** ISO 8601. */
  readonly expiresAt: string;
  /** Where it went. */
  readonly email: Sealed;
}

/** Who somebody is at a provider of OpenID Connect. */
export interface OpenId {
  /** Its id in the configuration. */
  readonly provider: string;
  /** The issuer and who it is there. */
  readonly subject: Sealed;
}

export type AccountState =
  | { readonly status: 'none' }
  | {
      /** `leaving`: until `dueAt` it can be taken back; `going`: not any more. */
      readonly status: 'active' | 'leaving' | 'going' | 'erased';
      readonly accountId: string;
      readonly email: Sealed;
      /** BCP 47. */
      readonly locale: string;
      readonly verified: boolean;
      /** argon2id; undefined: there is no password. */
      readonly passwordHash: Sealed | undefined;
      /** Where in the log its password was last changed or reset, and the sign-in that did it, if it was one. */
      readonly secured:
        | { readonly position: bigint; readonly signInId: string | undefined; readonly commandId: string }
        | undefined;
      readonly roles: readonly Role[];
      /** While it has the role admin: the command that gave it. */
      readonly administrator: string | undefined;
      /** Ids of roles of this installation. */
      readonly customRoles: readonly string[];
      readonly links: Readonly<Partial<Record<LinkPurpose, OpenLink>>>;
      /** Providers that it may be signed in to by, one identity each. */
      readonly openIds: readonly OpenId[];
      /** When it is forgotten, while it is leaving. ISO 8601. */
      readonly dueAt: string | undefined;
      /** ISO 8601. */
      readonly createdAt: string;
      /** The command that made it. */
      readonly madeBy: string;
      /** Who gave that command: of a registration, the profile of the browser. */
      readonly madeFrom: string;
    };
type Known = Exclude<AccountState, { readonly status: 'none' }>;
type Decided = Decision<AccountEvent, Rejection>;

const change =
  <D>(step: (state: Known, data: D, recording: Recording) => Known) =>
  (state: AccountState, data: D, recording: Recording): AccountState =>
    state.status === 'none' ? state : step(state, data, recording);

const without = ({ links }: Known, ...purposes: readonly LinkPurpose[]): Known['links'] =>
  Object.fromEntries(Object.entries(links).filter(([name]) => !purposes.includes(name as LinkPurpose)));

/** From here on nobody signs in, and nobody works by it. */
const gone = (state: Known, status: 'going' | 'erased'): Known => ({
  ...state,
  status,
  passwordHash: undefined,
  roles: [],
  administrator: undefined,
  customRoles: [],
  links: {},
  openIds: [],
});

/** They stand in what their account does. */
const MOST_CUSTOM_ROLES = 10;
/** Whoever chose the password may not be who reads the mail. */
const mayBeStranger = ({ verified, passwordHash }: Known): boolean => !verified && passwordHash !== undefined;
const strange = (): Decided => refuse('account.unverified', 'This address was never confirmed; invite it instead.');
/** That another administrator is there is made sure of elsewhere, before. */
const administrates = (): Decided =>
  refuse('account.administrator', 'This account was made an administrator at the same moment. Try again.');
/** A rule for an account that is there. */
const ofKnown =
  <D>(rule: (state: Known, data: D, at: string) => Decided) =>
  (state: AccountState, data: D, at: string): Decided => {
    if (state.status === 'none') return refuse('account.unknown', 'There is no such account.');
    if (state.status === 'erased' || state.status === 'going')
      return refuse('account.erased', 'This account was deleted; make a new one.');
    return rule(state, data, at);
  };

/** The link that a command brings, if it may be used now. */
const usable = (state: Known, purpose: LinkPurpose, linkId: string, at: string): OpenLink | undefined => {
  const link = state.links[purpose];
  return link?.linkId === linkId && at < link.expiresAt ? link : undefined;
};

const used = (): Decided => refuse('account.link-used', 'This link was used before or has ended. Ask for a new one.');

/**
 * A person's account: an address, a password, links that prove who reads its mail, roles, and the end of it. What is personal
 * is sealed; a decider compares ids and times and never opens anything.
 */
export const accountDecider: Decider<AccountState, AccountCommand, AccountEvent> = {
  category: 'account',
  initial: { status: 'none' },
  evolve: evolveBy<AccountState, AccountEvent, [Recording]>({
    'identity.AccountRegistered': (_, { accountId, email, locale }, { metadata }) => ({
      status: 'active',
      accountId,
      email,
      locale,
      verified: false,
      passwordHash: undefined,
      secured: undefined,
      roles: [],
      administrator: undefined,
      customRoles: [],
      links: {},
      openIds: [],
      dueAt: undefined,
      createdAt: metadata.occurredAt,
      madeBy: metadata.commandId,
      madeFrom: metadata.actor.id,
    }),
    'identity.PasswordSet': change((state, { hash, reason }, { position, metadata: { actor, commandId } }) => ({
      ...state,
      passwordHash: hash,
      secured: reason === 'registered' ? state.secured : { position, signInId: actor.device, commandId },
      // Nor does what somebody else asked for with the password before move the account to another address.
      links:
        reason === 'registered' ? state.links : without(state, 'reset-password', 'accept-invitation', 'change-email'),
    })),
    'identity.LinkSent': change((state, { purpose, linkId, expiresAt, email }) => ({
      ...state,
      // Whoever registered an address need not be whoever reads its mail: once a link was sent to choose a password, no other link
      // proves the address together with the password of who came first.
      links: {
        ...(purpose === 'reset-password' && !state.verified ? without(state, 'verify-email') : state.links),
        [purpose]: { linkId, expiresAt, email },
      },
    })),
    'identity.EmailVerified': change((state) => ({ ...state, verified: true, links: without(state, 'verify-email') })),
    'identity.EmailChanged': change((state, { email }) => ({
      ...state,
      email,
      verified: true,
      // Links that went to the old address are worth nothing any more.
      links: {},
    })),
    'identity.RoleGranted': change((state, { role }, { metadata }) => ({
      ...state,
      administrator: role === 'admin' ? (state.administrator ?? metadata.commandId) : state.administrator,
      roles: [...state.roles.filter((each) => each !== role), role],
    })),
    'identity.CustomRoleGranted': change((state, { roleId }) => ({
      ...state,
      customRoles: [...state.customRoles.filter((each) => each !== roleId), roleId],
    })),
    'identity.CustomRoleRevoked': change((state, { roleId }) => ({
      ...state,
      customRoles: state.customRoles.filter((each) => each !== roleId),
    })),
    'identity.RoleRevoked': change((state, { role }) => ({
      ...state,
      administrator: role === 'admin' ? undefined : state.administrator,
      roles: state.roles.filter((each) => each !== role),
    })),
    'identity.OpenIdLinked': change((state, { provider, subject, proved }) => ({
      ...state,
      verified: state.verified || proved,
      openIds: [...state.openIds.filter((each) => each.provider !== provider), { provider, subject }],
    })),
    'identity.OpenIdUnlinked': change((state, { provider }) => ({
      ...state,
      openIds: state.openIds.filter((each) => each.provider !== provider),
    })),
    // What came of it stands in events of its own.
    'identity.PersonHelped': (state) => state,
    'identity.ErasureRequested': change((state, { dueAt }) => ({ ...state, status: 'leaving', dueAt })),
    'identity.ErasureCancelled': change((state) => ({ ...state, status: 'active', dueAt: undefined })),
    'identity.ErasureBegun': change((state) => gone(state, 'going')),
    'identity.SubjectErased': change((state) => gone(state, 'erased')),
  }),
  decide: decideBy<AccountState, AccountCommand, AccountEvent, Rejection>({
    RegisterAccount: (state, { hash, ...data }) => {
      if (state.status !== 'none') return refuse('account.exists', 'This account is there already; sign in.');
      const registered: AccountEvent = { type: 'identity.AccountRegistered', data };
      if (hash === undefined) return accepted(registered);
      const { accountId, email, locale } = data;
      return accepted<AccountEvent>(registered, {
        type: 'identity.PasswordSet',
        data: { accountId, hash, reason: 'registered', email, locale },
      });
    },
    RegisterDemoAccount: (state, { hash, linkId, role, ...data }) => {
      if (state.status !== 'none') return refuse('account.exists', 'This account is there already; sign in.');
      const { accountId, email, locale } = data;
      return accepted<AccountEvent>(
        { type: 'identity.AccountRegistered', data: { ...data, via: 'command-line' } },
        { type: 'identity.PasswordSet', data: { accountId, hash, reason: 'registered', email, locale } },
        { type: 'identity.EmailVerified', data: { accountId, linkId } },
        ...(role === undefined ? [] : [{ type: 'identity.RoleGranted', data: { accountId, role } } as const]),
      );
    },
    SetPassword: ofKnown((state, { linkId, ...data }, at) => {
      const { email, locale } = state;
      if (linkId === undefined)
        return accepted<AccountEvent>({
          type: 'identity.PasswordSet',
          data: { ...data, reason: 'changed', email, locale },
        });
      const purpose = state.links['accept-invitation']?.linkId === linkId ? 'accept-invitation' : 'reset-password';
      if (usable(state, purpose, linkId, at) === undefined) return used();
      const set: AccountEvent = { type: 'identity.PasswordSet', data: { ...data, reason: 'reset', email, locale } };
      // Who reads the mail has proved that the address is theirs.
      return state.verified
        ? accepted(set)
        : accepted<AccountEvent>(set, { type: 'identity.EmailVerified', data: { accountId: data.accountId, linkId } });
    }),
    SendLink: ofKnown((state, data) => {
      if (data.purpose === 'verify-email' && state.verified) return accepted();
      return accepted<AccountEvent>({ type: 'identity.LinkSent', data: { ...data, locale: state.locale } });
    }),
    VerifyEmail: ofKnown((state, data, at) => {
      if (usable(state, 'verify-email', data.linkId, at) === undefined) return state.verified ? accepted() : used();
      return accepted<AccountEvent>({ type: 'identity.EmailVerified', data });
    }),
    ChangeEmail: ofKnown((state, { email, ...data }, at) =>
      usable(state, 'change-email', data.linkId, at) === undefined
        ? used()
        : accepted<AccountEvent>({
            type: 'identity.EmailChanged',
            data: { ...data, email, before: state.email, locale: state.locale },
          }),
    ),
    GrantRole: ofKnown((state, data) => {
      if (mayBeStranger(state)) return strange();
      if (data.role === 'admin' && state.status === 'leaving')
        return refuse('account.leaving', 'They asked to be forgotten, and have to take that back first.');
      return state.roles.includes(data.role)
        ? accepted()
        : accepted<AccountEvent>({ type: 'identity.RoleGranted', data });
    }),
    RevokeRole: ofKnown((state, { term, ...data }) => {
      if (!state.roles.includes(data.role)) return accepted();
      return data.role === 'admin' && term !== state.administrator
        ? administrates()
        : accepted<AccountEvent>({ type: 'identity.RoleRevoked', data });
    }),
    GrantCustomRole: ofKnown((state, { accountId, roleId }) => {
      if (mayBeStranger(state)) return strange();
      if (state.customRoles.includes(roleId)) return accepted();
      return state.customRoles.length >= MOST_CUSTOM_ROLES
        ? refuse(
            'account.too-many-roles',
            `An account has at most ${MOST_CUSTOM_ROLES} such roles; take one away first.`,
          )
        : accepted<AccountEvent>({ type: 'identity.CustomRoleGranted', data: { accountId, roleId } });
    }),
    RevokeCustomRole: ofKnown((state, { accountId, roleId }) =>
      state.customRoles.includes(roleId)
        ? accepted<AccountEvent>({ type: 'identity.CustomRoleRevoked', data: { accountId, roleId } })
        : accepted(),
    ),
    RegisterByOpenId: (state, { provider, subject, ...data }) => {
      if (state.status !== 'none') return refuse('account.exists', 'This account is there already; sign in.');
      const { accountId } = data;
      return accepted<AccountEvent>(
        { type: 'identity.AccountRegistered', data: { ...data, via: 'openid' } },
        { type: 'identity.OpenIdLinked', data: { accountId, provider, subject, proved: true } },
      );
    },
    LinkOpenId: ofKnown((state, data) =>
      state.openIds.some(({ provider }) => provider === data.provider)
        ? refuse('openid.linked', 'Another sign-in of this provider is linked. Remove that one first.')
        : accepted<AccountEvent>({ type: 'identity.OpenIdLinked', data: { ...data, proved: false } }),
    ),
    UnlinkOpenId: ofKnown((state, { accountId, provider, hasPasskey }) => {
      const linked = state.openIds.find((each) => each.provider === provider);
      if (linked === undefined) return accepted();
      if (state.passwordHash === undefined && state.openIds.length === 1 && hasPasskey !== true)
        return refuse('openid.last-way', 'This is the only way into your account. Choose a password first.');
      const { subject } = linked;
      return accepted<AccountEvent>({ type: 'identity.OpenIdUnlinked', data: { accountId, provider, subject } });
    }),
    RequestErasure: ofKnown((state, { term, ...data }) => {
      if (state.status === 'leaving') return accepted();
      const { administrator, email, locale } = state;
      const requested: AccountEvent = { type: 'identity.ErasureRequested', data: { ...data, email, locale } };
      if (administrator === undefined) return accepted(requested);
      if (term !== administrator) return administrates();
      const revoked = { accountId: data.accountId, role: 'admin' } as const;
      return accepted<AccountEvent>({ type: 'identity.RoleRevoked', data: revoked }, requested);
    }),
    HelpPerson: ofKnown((state, { permissions: _given, dueAt, link, ...data }) => {
      if (state.roles.includes('admin'))
        return refuse('account.administrator', 'This is an administrator; somebody has to take that role away first.');
      const { email, locale } = state;
      const { accountId, what } = data;
      const helped: AccountEvent = { type: 'identity.PersonHelped', data };
      if (what === 'erasure' && state.status === 'leaving') return accepted();
      if (what === 'erasure' && dueAt !== undefined)
        return accepted<AccountEvent>(helped, {
          type: 'identity.ErasureRequested',
          data: { accountId, dueAt, email, locale },
        });
      if (what === 'reset-link' && link !== undefined)
        return accepted<AccountEvent>(helped, {
          type: 'identity.LinkSent',
          data: { accountId, ...link, purpose: 'reset-password', email, locale },
        });
      return what === 'sign-out'
        ? accepted(helped)
        : refuse('account.help-incomplete', 'Say when they are forgotten, or which link is sent.');
    }),
    CancelErasure: ofKnown((state, data) =>
      state.status === 'leaving' ? accepted<AccountEvent>({ type: 'identity.ErasureCancelled', data }) : accepted(),
    ),
    BeginErasure: ofKnown((state, data, at) =>
      state.status === 'leaving' && state.dueAt !== undefined && Date.parse(at) >= Date.parse(state.dueAt)
        ? accepted<AccountEvent>({ type: 'identity.ErasureBegun', data })
        : refuse('account.stays', 'Nobody asked that this account be forgotten now.'),
    ),
    ForgetUnproved: ofKnown((state, data) =>
      state.verified || state.status !== 'active'
        ? accepted()
        : accepted<AccountEvent>({ type: 'identity.ErasureBegun', data }),
    ),
    RecordErasure: (state, data) => {
      if (state.status === 'none') return refuse('account.unknown', 'There is no such account.');
      if (state.status === 'erased') return accepted();
      return state.status === 'going'
        ? accepted<AccountEvent>({ type: 'identity.SubjectErased', data })
        : refuse('account.stays', 'Nobody asked that this account be forgotten.');
    },
  }),
};
