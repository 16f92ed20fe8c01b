import { z } from 'zod';
import { defineCommand } from '../kernel/define.ts';
import { sealed } from '../kernel/sealed.ts';
import {
  AccountRegistered,
  ErasureRequested,
  PersonHelped,
  LinkSent,
  OpenIdLinked,
  PasswordSet,
  CustomRoleGranted,
  CustomRoleRevoked,
  RoleGranted,
  RoleRevoked,
  SubjectErased,
} from './account.events.ts';
import { AdministrationTerm } from './administration.events.ts';
import { AccountId, LinkId } from './ids.ts';
import { PermissionNames } from './service.events.ts';

/** An administrator loses the role only after they gave administration up, where it is made sure that another one is there. */
const GivenUp = AdministrationTerm.optional().describe('of an administrator: the term that was given up');
const account = { category: 'account' } as const;

export const RegisterAccount = defineCommand({
  ...account,
  type: 'RegisterAccount',
  description: 'Make an account.',
  data: AccountRegistered.data.extend({ hash: PasswordSet.data.shape.hash.optional() }),
});
export const RegisterDemoAccount = defineCommand({
  ...account,
  type: 'RegisterDemoAccount',
  description: "Make an account for trying things out: its address is nobody's and counts as proved.",
  data: z.strictObject({
    ...AccountRegistered.data.omit({ via: true }).shape,
    hash: PasswordSet.data.shape.hash,
    linkId: LinkId.describe('of a link that was never sent'),
    role: RoleGranted.data.shape.role.optional(),
  }),
});
export const SetPassword = defineCommand({
  ...account,
  type: 'SetPassword',
  description: 'Give an account another password; with a link for who has forgotten theirs.',
  data: z.strictObject({ accountId: AccountId, hash: PasswordSet.data.shape.hash, linkId: LinkId.optional() }),
});
export const SendLink = defineCommand({
  ...account,
  type: 'SendLink',
  description: 'Send a link to whoever reads the mail of an account.',
  data: LinkSent.data.omit({ locale: true }),
});
export const VerifyEmail = defineCommand({
  ...account,
  type: 'VerifyEmail',
  description: 'Prove by a link that the address of an account is yours.',
  data: z.strictObject({ accountId: AccountId, linkId: LinkId }),
});
export const ChangeEmail = defineCommand({
  ...account,
  type: 'ChangeEmail',
  description: 'Give an account the address that a link was sent to.',
  data: z.strictObject({ accountId: AccountId, linkId: LinkId, email: sealed('email') }),
});
export const GrantRole = defineCommand({
  ...account,
  type: 'GrantRole',
  description: 'Let an account work here.',
  data: RoleGranted.data,
});
export const RevokeRole = defineCommand({
  ...account,
  type: 'RevokeRole',
  description: 'Take a role from an account.',
  data: RoleRevoked.data.extend({ term: GivenUp }),
});
export const GrantCustomRole = defineCommand({
  ...account,
  type: 'GrantCustomRole',
  description: 'Let an account work here by a role of this installation.',
  data: CustomRoleGranted.data.extend({ permissions: PermissionNames.describe('what the role gives now') }),
});
export const RevokeCustomRole = defineCommand({
  ...account,
  type: 'RevokeCustomRole',
  description: 'Take a role of this installation from an account.',
  data: CustomRoleRevoked.data.extend({ permissions: PermissionNames.describe('what the role gives now') }),
});
export const RegisterByOpenId = defineCommand({
  ...account,
  type: 'RegisterByOpenId',
  description: 'Make an account for whoever a provider says owns the address.',
  data: AccountRegistered.data.omit({ via: true }).extend(OpenIdLinked.data.omit({ proved: true }).shape),
});
export const LinkOpenId = defineCommand({
  ...account,
  type: 'LinkOpenId',
  description: 'Let an account be signed in to by a provider, after proof of both.',
  data: OpenIdLinked.data.omit({ proved: true }),
});
export const UnlinkOpenId = defineCommand({
  ...account,
  type: 'UnlinkOpenId',
  description: 'Let an account be signed in to by a provider no more.',
  data: OpenIdLinked.data
    .pick({ accountId: true, provider: true })
    .extend({ hasPasskey: z.boolean().optional().describe('whether a passkey lets its owner in') }),
});
export const RequestErasure = defineCommand({
  ...account,
  type: 'RequestErasure',
  description: 'Ask that an account be forgotten.',
  data: ErasureRequested.data.pick({ accountId: true, dueAt: true }).extend({ term: GivenUp }),
});
export const HelpPerson = defineCommand({
  ...account,
  type: 'HelpPerson',
  description: 'Do something for somebody: ask that they be forgotten, sign their devices out, or send them a link.',
  data: PersonHelped.data.extend({
    permissions: PermissionNames.describe('what their roles of this installation give now'),
    dueAt: ErasureRequested.data.shape.dueAt.optional().describe('when they are forgotten'),
    link: LinkSent.data.pick({ linkId: true, expiresAt: true }).optional().describe('the link that goes to them'),
  }),
});
export const CancelErasure = defineCommand({
  ...account,
  type: 'CancelErasure',
  description: 'Stay after all.',
  data: z.strictObject({ accountId: AccountId }),
});
export const BeginErasure = defineCommand({
  ...account,
  type: 'BeginErasure',
  description: 'Begin to forget a person, if that has not been taken back.',
  data: z.strictObject({ accountId: AccountId }),
});
export const ForgetUnproved = defineCommand({
  ...account,
  type: 'ForgetUnproved',
  description: 'Begin to forget an account that nobody proved to be theirs.',
  data: z.strictObject({ accountId: AccountId }),
});
export const RecordErasure = defineCommand({
  ...account,
  type: 'RecordErasure',
  description: 'Write down that the key of a person was destroyed.',
  data: SubjectErased.data,
});

export const accountCommands = [
  RegisterAccount,
  RegisterDemoAccount,
  SetPassword,
  SendLink,
  VerifyEmail,
  ChangeEmail,
  GrantRole,
  RevokeRole,
  GrantCustomRole,
  RevokeCustomRole,
  RegisterByOpenId,
  LinkOpenId,
  UnlinkOpenId,
  RequestErasure,
  HelpPerson,
  CancelErasure,
  BeginErasure,
  ForgetUnproved,
  RecordErasure,
] as const;
