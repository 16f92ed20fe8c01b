import {
  browserSupportsWebAuthn,
  startAuthentication,
  type PublicKeyCredentialRequestOptionsJSON,
} from '@simplewebauthn/browser';
import { useCallback } from 'react';
import { useMutation } from 'urql';
import { failureOf } from '../app/graphql/failure.ts';
import { PasskeyOptionsMutation } from './passkey.queries.ts';

/** What a passkey signed, as JSON, or why there is nothing: `problem` is empty when somebody only closed the dialog of the browser. */
export type PasskeyAnswer = { readonly passkey: string } | { readonly problem: string };

interface Asked {
  readonly purpose: 'SIGN_IN' | 'SECOND_FACTOR' | 'CONFIRM';
  readonly challenge?: string;
  /** Waits until somebody chooses a passkey in the list of a field. */
  readonly autofill?: boolean;
}

export const hasPasskeys = browserSupportsWebAuthn;

/** What a browser says about why it did nothing, for people. */
export function passkeyProblem(error: unknown): string {
  const name = error instanceof Error ? error.name : '';
  if (name === 'NotAllowedError' || name === 'AbortError') return '';
  if (name === 'InvalidStateError') return 'This device has a passkey for your account already.';
  if (name === 'SecurityError') return wrongAddress(window.location);
  return 'This browser could not use a passkey. Use another way.';
}

/** Where passkeys do work: they belong to a name, and never to a number. */
export function wrongAddress({ hostname, protocol, port, pathname }: Location | URL): string {
  return hostname === '127.0.0.1' || hostname === '[::1]'
    ? `Passkeys need a name in the address: open ${protocol}//localhost:${port}${pathname} and sign in there.`
    : 'Passkeys do not work at this address. Open the page by its public address.';
}

/** Asks the browser for a passkey. */
export function usePasskey() {
  const [, options] = useMutation(PasskeyOptionsMutation);
  return useCallback(
    async ({ purpose, challenge, autofill = false }: Asked): Promise<PasskeyAnswer> => {
      const { data, error } = await options({ purpose, challenge: challenge ?? null });
      const answer = data?.passkeyOptions;
      if (answer?.__typename !== 'PasskeyOptions')
        return { problem: answer?.message ?? (error === undefined ? 'Try again.' : failureOf(error).remedy) };
      try {
        const optionsJSON = JSON.parse(answer.json) as PublicKeyCredentialRequestOptionsJSON;
        return { passkey: JSON.stringify(await startAuthentication({ optionsJSON, useBrowserAutofill: autofill })) };
      } catch (thrown) {
        return { problem: passkeyProblem(thrown) };
      }
    },
    [options],
  );
}
