import { accountDecider } from '../../domain/identity/account.decider.ts';
import { pairingDecider } from '../../domain/identity/pairing.decider.ts';
import { deviceDecider } from '../../domain/identity/device.decider.ts';
import { codeDecider } from '../../domain/identity/code.decider.ts';
import { factorDecider } from '../../domain/identity/factor.decider.ts';
import { profileDecider } from '../../domain/identity/profile.decider.ts';
import { readingDecider } from '../../domain/identity/reading.decider.ts';
import { signInDecider } from '../../domain/identity/sign-in.decider.ts';
import type { Rejection } from '../../domain/kernel/decider.ts';
import type { Actor } from '../../schemas/kernel/metadata.ts';
import { accountCommands } from '../../schemas/identity/account.commands.ts';
import { pairingCommands } from '../../schemas/identity/pairing.commands.ts';
import { administrationDecider } from '../../domain/identity/administration.decider.ts';
import { administrationCommands } from '../../schemas/identity/administration.commands.ts';
import { deviceCommands } from '../../schemas/identity/device.commands.ts';
import { codeCommands, factorCommands } from '../../schemas/identity/factor.commands.ts';
import { profileCommands } from '../../schemas/identity/profile.commands.ts';
import { readingCommands } from '../../schemas/identity/reading.commands.ts';
import { signInCommands } from '../../schemas/identity/sign-in.commands.ts';
import { handlersOf } from '../pipeline/context.ts';
import type { CommandContext } from '../pipeline/context.ts';
import { notAllowed, only, staffMay } from '../pipeline/policy.ts';
import { ownAccount } from './own-account.ts';
import { ownDataHandlers } from './own-data.handlers.ts';
import type { Policy } from '../pipeline/policy.ts';
import { changesCustomRole, changesRole, helps, roleHandlers, takesAdministration } from './role.policies.ts';
import { serviceHandlers } from './service.policies.ts';
import { supportHandlers } from './support.policies.ts';

/** So that whoever may give roles cannot leave an installation without anybody who may. */
const notOwnAdmin = (
  { account }: Actor,
  { data }: { readonly data: { readonly accountId: string; readonly role: string } },
): Rejection | undefined =>
  data.role === 'admin' && account === data.accountId
    ? notAllowed('Nobody takes the role admin from themselves; ask another administrator.')
    : undefined;

const anybody: Policy = () => undefined;

/** Accounts, sign-ins and profiles. */
export const identity: CommandContext = {
  name: 'identity',
  handlers: [
    ...handlersOf(accountDecider, accountCommands, {
      RegisterAccount: anybody,
      RegisterDemoAccount: only('system'),
      SetPassword: ownAccount,
      // Whoever asks may be a stranger: it goes to the owner of the address.
      SendLink: anybody,
      VerifyEmail: ownAccount,
      ChangeEmail: ownAccount,
      GrantRole: changesRole,
      RevokeRole: (actor, command, state) => changesRole(actor, command, state) ?? notOwnAdmin(actor, command),
      GrantCustomRole: changesCustomRole,
      RevokeCustomRole: changesCustomRole,
      RegisterByOpenId: anybody,
      LinkOpenId: ownAccount,
      UnlinkOpenId: ownAccount,
      RequestErasure: ownAccount,
      HelpPerson: helps,
      CancelErasure: ownAccount,
      BeginErasure: only('process'),
      ForgetUnproved: only('process'),
      RecordErasure: only('process'),
    }),
    ...handlersOf(signInDecider, signInCommands, {
      SignIn: ownAccount,
      RenewSignIn: ownAccount,
      ChooseProfile: ownAccount,
      ConfirmSignIn: ownAccount,
      SignOut: ownAccount,
    }),
    ...handlersOf(profileDecider, profileCommands, {
      CreateProfile: ownAccount,
      ChangeProfile: ownAccount,
      SetMaturityCap: ownAccount,
      SetPin: ownAccount,
      SetPlaybackPreferences: ownAccount,
      OfferProfile: ownAccount,
      AcceptProfile: ownAccount,
      DeleteProfile: ownAccount,
    }),
    ...handlersOf(deviceDecider, deviceCommands, {
      UseDevice: ownAccount,
      NameDevice: ownAccount,
      BlockDevice: ownAccount,
      UnblockDevice: ownAccount,
    }),
    ...handlersOf(factorDecider, factorCommands, {
      SetTotp: ownAccount,
      RemoveTotp: ownAccount,
      MakeRecoveryCodes: ownAccount,
      UseRecoveryCode: ownAccount,
      AddPasskey: ownAccount,
      RenamePasskey: ownAccount,
      UsePasskey: ownAccount,
      RemovePasskey: ownAccount,
      ResetFactors: only('system'),
    }),
    ...handlersOf(codeDecider, codeCommands, { UseCode: ownAccount }),
    ...handlersOf(readingDecider, readingCommands, {
      RecordReading: staffMay('people.read'),
      RecordPersonReading: staffMay('people.read'),
    }),
    ...supportHandlers,
    ...serviceHandlers,
    ...roleHandlers,
    ...handlersOf(administrationDecider, administrationCommands, {
      GiveUpAdministration: (actor, command, state) =>
        command.data.reason === 'leaving'
          ? ownAccount(actor, command, state)
          : (takesAdministration(actor, command, state) ??
            notOwnAdmin(actor, { data: { ...command.data, role: 'admin' } })),
    }),
    ...handlersOf(pairingDecider, pairingCommands, {
      StartPairing: anybody,
      ApprovePairing: ownAccount,
      DenyPairing: ownAccount,
      RedeemPairing: ownAccount,
    }),
    ...ownDataHandlers,
  ],
};
