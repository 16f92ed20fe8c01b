import { z } from 'zod';
import { defineEvent } from '../kernel/define.ts';
import { sealed } from '../kernel/sealed.ts';
import { plainText } from '../kernel/text.ts';
import { AccountId, LinkId, RoleId } from './ids.ts';

const account = { accountId: AccountId };
const locale = plainText(35).describe('BCP 47, for mail');

/** What a link that is sent by mail is for. */
export const LinkPurpose = z.enum(['verify-email', 'reset-password', 'change-email', 'accept-invitation']);
export type LinkPurpose = z.infer<typeof LinkPurpose>;

/** What an account may do here beside watching. `admin` may do everything. */
export const Role = z.enum(['editor', 'publisher', 'support', 'analyst', 'admin']);
export type Role = z.infer<typeof Role>;

export const AccountRegistered = defineEvent({
  type: 'identity.AccountRegistered',
  version: 1,
  category: 'account',
  description: 'Somebody got an account.',
  data: z.strictObject({
    ...account,
    email: sealed('email'),
    via: z.enum(['password', 'invitation', 'command-line', 'openid']),
    locale,
  }),
});

export const PasswordSet = defineEvent({
  type: 'identity.PasswordSet',
  version: 1,
  category: 'account',
  description: 'An account got a password.',
  data: z.strictObject({
    ...account,
    hash: sealed('password').describe('argon2id in the PHC string format'),
    reason: z.enum(['registered', 'changed', 'reset']),
    email: sealed('email').describe('who is told'),
    locale,
  }),
});

export const LinkSent = defineEvent({
  type: 'identity.LinkSent',
  version: 1,
  category: 'account',
  description: 'A link was asked for that proves who reads the mail.',
  data: z.strictObject({
    ...account,
    linkId: LinkId,
    purpose: LinkPurpose,
    email: sealed('email').describe('where it goes'),
    expiresAt: z.iso.datetime(),
    locale,
  }),
});

export const EmailVerified = defineEvent({
  type: 'identity.EmailVerified',
  version: 1,
  category: 'account',
  description: 'Somebody proved that the address of their account is theirs.',
  data: z.strictObject({ ...account, linkId: LinkId }),
});

export const EmailChanged = defineEvent({
  type: 'identity.EmailChanged',
  version: 1,
  category: 'account',
  description: 'An account got another address.',
  data: z.strictObject({ ...account, linkId: LinkId, email: sealed('email'), before: sealed('email'), locale }),
});

export const RoleGranted = defineEvent({
  type: 'identity.RoleGranted',
  version: 1,
  category: 'account',
  description: 'An account may work here.',
  data: z.strictObject({ ...account, role: Role }),
});

export const RoleRevoked = defineEvent({
  type: 'identity.RoleRevoked',
  version: 1,
  category: 'account',
  description: 'An account lost a role.',
  data: z.strictObject({ ...account, role: Role }),
});

export const CustomRoleGranted = defineEvent({
  type: 'identity.CustomRoleGranted',
  version: 1,
  category: 'account',
  description: 'An account may work here by a role of this installation.',
  data: z.strictObject({ ...account, roleId: RoleId }),
});

export const CustomRoleRevoked = defineEvent({
  type: 'identity.CustomRoleRevoked',
  version: 1,
  category: 'account',
  description: 'An account lost a role of this installation.',
  data: z.strictObject({ ...account, roleId: RoleId }),
});

export const ErasureRequested = defineEvent({
  type: 'identity.ErasureRequested',
  version: 1,
  category: 'account',
  description: 'Somebody asked to be forgotten; until the day it can be taken back.',
  data: z.strictObject({ ...account, dueAt: z.iso.datetime(), email: sealed('email').describe('who is told'), locale }),
});

export const ErasureCancelled = defineEvent({
  type: 'identity.ErasureCancelled',
  version: 1,
  category: 'account',
  description: 'Somebody who asked to be forgotten stays.',
  data: z.strictObject({ ...account }),
});

export const ErasureBegun = defineEvent({
  type: 'identity.ErasureBegun',
  version: 1,
  category: 'account',
  description: 'The day came on which somebody is forgotten: from here on it cannot be taken back.',
  data: z.strictObject({ ...account }),
});

/** What staff do for somebody. */
export const Help = z.enum(['erasure', 'sign-out', 'reset-link']);
/** Why; free text would be what people write about people. */
export const HelpReason = z.enum(['asked', 'lost-device', 'suspicious', 'law']);

export const PersonHelped = defineEvent({
  type: 'identity.PersonHelped',
  version: 1,
  category: 'account',
  description: 'Somebody who works here did something for the owner of an account.',
  data: z.strictObject({
    ...account,
    what: Help.describe(
      'asked that they be forgotten, signed their devices out, or sent them a link to a new password',
    ),
    reason: HelpReason.describe('they asked, lost a device, something was suspicious, or the law wants it'),
  }),
});

export const SubjectErased = defineEvent({
  type: 'identity.SubjectErased',
  version: 1,
  category: 'account',
  description: 'The key of a person was destroyed: nothing personal of theirs can be read any more.',
  data: z.strictObject({ ...account, keyDestroyedAt: z.iso.datetime() }),
});

const openId = {
  ...account,
  provider: plainText(40).describe('its id in the configuration'),
  subject: sealed('openid').describe('the issuer and who it is there, with a line break between them'),
};

export const OpenIdLinked = defineEvent({
  type: 'identity.OpenIdLinked',
  version: 1,
  category: 'account',
  description: 'An account may be signed in to by a provider of OpenID Connect.',
  data: z.strictObject({ ...openId, proved: z.boolean().describe("the provider proved the account's address") }),
});

export const OpenIdUnlinked = defineEvent({
  type: 'identity.OpenIdUnlinked',
  version: 1,
  category: 'account',
  description: 'An account may be signed in to by a provider no more.',
  data: z.strictObject({ ...openId }),
});

export const accountEvents = [
  AccountRegistered,
  PasswordSet,
  LinkSent,
  EmailVerified,
  EmailChanged,
  RoleGranted,
  RoleRevoked,
  CustomRoleGranted,
  CustomRoleRevoked,
  OpenIdLinked,
  OpenIdUnlinked,
  ErasureRequested,
  ErasureCancelled,
  ErasureBegun,
  PersonHelped,
  SubjectErased,
] as const;
