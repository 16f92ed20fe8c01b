import { defineCommand } from '../kernel/define.ts';
import { ProfileChosen, SignedIn, SignedOut, SignInConfirmed, SignInRenewed } from './sign-in.events.ts';

const signIn = { category: 'signin', streamIdField: 'signInId' } as const;

export const SignIn = defineCommand({
  ...signIn,
  type: 'SignIn',
  description: 'Sign in on a device, after the proof.',
  data: SignedIn.data,
});
export const RenewSignIn = defineCommand({
  ...signIn,
  type: 'RenewSignIn',
  description: 'Exchange the refresh token of a device for the next one.',
  data: SignInRenewed.data,
});
export const ChooseProfile = defineCommand({
  ...signIn,
  type: 'ChooseProfile',
  description: 'Say who of the household is watching on a device.',
  data: ProfileChosen.data,
});
export const ConfirmSignIn = defineCommand({
  ...signIn,
  type: 'ConfirmSignIn',
  description: 'Write down that whoever is signed in on a device proved once more who they are.',
  data: SignInConfirmed.data,
});
export const SignOut = defineCommand({
  ...signIn,
  type: 'SignOut',
  description: 'Sign a device out.',
  data: SignedOut.data,
});

export const signInCommands = [SignIn, RenewSignIn, ChooseProfile, ConfirmSignIn, SignOut] as const;
