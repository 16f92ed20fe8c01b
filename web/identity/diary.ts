import { at, type Diary, said, text } from '../app/diary.ts';

const LINKS: Readonly<Record<string, string>> = {
  'verify-email': 'to confirm an address',
  'reset-password': 'to choose a new password',
  'change-email': 'to confirm a new address',
  'accept-invitation': 'to come in',
};

const OUT: Readonly<Record<string, string>> = {
  asked: 'signed out',
  elsewhere: 'was signed out from another device',
  'password-changed': 'was signed out by a new password',
  'token-reused': 'was signed out, because an old token came again',
  erased: 'was signed out for good',
};

/** How the events of people read. Nothing personal can be told: it is sealed. */
export const identityDiary: Diary = {
  'identity.AccountRegistered': () => said('got an account'),
  'identity.PasswordSet': (data) => said(at(data, 'reason') === 'reset' ? 'chose a new password' : 'set a password'),
  'identity.LinkSent': (data) => said('was sent a link', LINKS[text(at(data, 'purpose'))] ?? ''),
  'identity.EmailVerified': () => said('confirmed an address'),
  'identity.EmailChanged': () => said('changed an address'),
  'identity.RoleGranted': (data) => said('gave somebody the role', at(data, 'role')),
  'identity.RoleRevoked': (data) => said('took from somebody the role', at(data, 'role')),
  'identity.ErasureRequested': () => said('asked to be forgotten'),
  'identity.ErasureCancelled': () => said('stays after all'),
  'identity.ErasureBegun': () => said('is being forgotten'),
  'identity.ErasureConfirmed': () => said('found nothing of a forgotten person in any place'),
  'identity.SubjectErased': () => said('destroyed the key of a person: they are forgotten'),
  'identity.PersonalDataRead': (data) =>
    said(at(data, 'what') === 'outbox' ? 'read messages to people' : 'was shown who has an account'),
  'identity.PersonRead': () => said('was shown the page of one person'),
  'identity.CustomRoleGranted': () => said('gave somebody a role of this installation'),
  'identity.CustomRoleRevoked': () => said('took a role of this installation from somebody'),
  'identity.RoleDefined': (data) => said('made the role', at(data, 'name')),
  'identity.RoleChanged': (data) => said('changed the role', at(data, 'name')),
  'identity.RoleRetired': () => said('retired a role'),
  'identity.ServiceAccountCreated': (data) => said('let a program work here:', at(data, 'name')),
  'identity.ServiceScopesChanged': () => said('changed what a program may do'),
  'identity.ServiceKeyMade': (data) => said('made a key for a program:', `rps_${text(at(data, 'prefix'))}…`),
  'identity.ServiceKeyRevoked': () => said('ended a key of a program'),
  'identity.ServiceAccountClosed': () => said('lets a program work here no longer'),
  'identity.ServiceKeyUsed': () => said('used a key'),
  'identity.ConsentGiven': (data) => said('agreed to', at(data, 'purpose')),
  'identity.ConsentWithdrawn': (data) => said('agrees no longer to', at(data, 'purpose')),
  'identity.ExportRequested': () => said('asked for a copy of everything about them'),
  'identity.ExportReady': () => said('can fetch a copy of everything about them'),
  'identity.ExportFailed': (data) => said('got no copy of their data:', at(data, 'code')),
  'identity.ExportDeleted': () => said('has no copy of their data here any more'),
  'identity.SignedIn': (data) => said('signed in on', at(data, 'device')),
  'identity.SignInRenewed': () => said('went on being signed in'),
  'identity.ProfileChosen': () => said('said who is watching'),
  'identity.SignInConfirmed': () => said('proved once more who they are'),
  'identity.SignedOut': (data) => said(OUT[text(at(data, 'reason'))] ?? 'signed out'),
  'identity.DeviceRegistered': (data) => said('signed in on a new device:', at(data, 'kind')),
  'identity.DeviceUsed': () => said('signed in on a device'),
  'identity.DeviceNamed': (data) =>
    said(at(data, 'name') === null ? 'took the name from a device' : 'gave a device a name'),
  'identity.DeviceBlocked': () => said('blocked a device'),
  'identity.DeviceUnblocked': () => said('let a device in again'),
  'identity.ProfileCreated': () => said('added a profile'),
  'identity.ProfileChanged': () => said('changed a profile'),
  'identity.MaturityCapSet': (data) =>
    said('set the age up to which a profile sees films:', text(at(data, 'maturityCap'))),
  'identity.PinSet': (data) => said(at(data, 'hash') === null ? 'took the PIN from a profile' : 'gave a profile a PIN'),
  'identity.PlaybackPreferencesSet': () => said('chose the sound and subtitles that films begin with'),
  'identity.PairingStarted': (data) => said('showed a code for signing in on', at(data, 'device')),
  'identity.PairingApproved': () => said('let a screen in by its code'),
  'identity.PairingDenied': () => said('refused a screen'),
  'identity.PairingRedeemed': () => said('took the sign-in that its code was let in with'),
  'identity.ProfileDeleted': () => said('deleted a profile'),
};
