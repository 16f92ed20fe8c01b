import type { MailTemplate } from '../../schemas/identity/jobs.ts';

/** What a message says, before it is dressed. */
export interface MailText {
  readonly title: string;
  /** Paragraphs above the button, and below it. */
  readonly before: readonly string[];
  /** What it is about in figures, each with its name; below the first paragraphs. */
  readonly facts?: readonly (readonly [name: string, value: string])[];
  readonly button: string | undefined;
  readonly after: readonly string[];
}

const NOT_YOU = 'If this was not you, set a new password at once: whoever did it has access to your account.';

/** @param until the instant that it tells of, in words */
export function mailText(template: MailTemplate, until: string): MailText {
  const ends = `The link can be used once, until ${until}.`;
  switch (template) {
    case 'verify-email':
      return {
        title: 'Confirm your address',
        before: ['Welcome to Reprise. Please confirm that this address is yours.'],
        button: 'Confirm the address',
        after: [ends, 'If you did not sign up, do nothing: without you the account stays closed.'],
      };
    case 'reset-password':
      return {
        title: 'Choose a new password',
        before: ['Somebody, probably you, asked for a new password for your account.'],
        button: 'Choose a password',
        after: [ends, 'If it was not you, do nothing: your password stays as it is.'],
      };
    case 'change-email':
      return {
        title: 'Confirm your new address',
        before: ['This address shall become that of your account.'],
        button: 'Use this address',
        after: [ends, 'If you did not ask for it, do nothing.'],
      };
    case 'accept-invitation':
      return {
        title: 'You are invited to work here',
        before: ['Somebody invited you to the studio of Reprise. Choose a password to come in.'],
        button: 'Choose a password',
        after: [ends],
      };
    case 'password-changed':
      return {
        title: 'Your password was changed',
        before: ['The password of your account was changed just now, and other devices were signed out.', NOT_YOU],
        button: undefined,
        after: [],
      };
    case 'email-changed':
      return {
        title: 'Your address was changed',
        before: ['Your account has another address now. This is the last message to this one.', NOT_YOU],
        button: undefined,
        after: [],
      };
    case 'export-ready':
      return {
        title: 'Your data is ready',
        before: [
          'The copy of everything about you that you asked for is ready. Sign in, and open your account: it is under Privacy.',
          `It is deleted on ${until}.`,
          NOT_YOU,
        ],
        button: undefined,
        after: [],
      };
    case 'erasure-requested':
      return {
        title: 'Your account will be deleted',
        before: [
          `You asked that your account be deleted. That happens on ${until}.`,
          'Until then you can sign in and keep it. Afterwards nothing personal can be brought back.',
        ],
        button: undefined,
        after: [],
      };
    case 'totp-added':
      return told('An authenticator app was added', [
        'Signing in to your account asks for the code of an authenticator app from now on.',
        NOT_YOU,
      ]);
    case 'totp-removed':
      return told('Your authenticator app was removed', [
        'Signing in to your account does not ask for a code of the app any more.',
        NOT_YOU,
      ]);
    case 'passkey-added':
      return told('A passkey was added', ['Your account can be opened by another passkey from now on.', NOT_YOU]);
    case 'passkey-removed':
      return told('A passkey was removed', ['One of the passkeys of your account opens it no longer.', NOT_YOU]);
    case 'recovery-code-used':
      return told('A recovery code was used', [
        'Somebody, probably you, proved who they are by one of your recovery codes. It cannot be used again.',
        'Make new ones on the page of your account before they run out.',
        NOT_YOU,
      ]);
    case 'factors-reset':
      return told('Your second factor was reset', [
        'Whoever runs this installation removed the authenticator app, the passkeys and the recovery codes of your account.',
        'Your devices are signed out. Sign in with your password, and add what you use from now on.',
      ]);
  }
}

/** Tells what has happened. */
const told = (title: string, before: readonly string[]): MailText => ({ title, before, button: undefined, after: [] });
