import { useEffect, useRef } from 'react';
import { useMutation } from 'urql';
import { failureOf } from '../app/graphql/failure.ts';
import { randomUuid } from '../app/uuid.ts';
import { PasskeyButton } from './passkey-button.tsx';
import { SignInByPasskeyMutation } from './passkey.queries.ts';
import type { LimitReached } from './sign-in.queries.ts';
import { usePasskey } from './use-passkey.ts';

interface SignInByPasskeyProps {
  readonly onSignedIn: () => void;
  /** Too many devices: `again` signs one out and this one in. Says what went wrong, if something did. */
  readonly onLimit: (reached: LimitReached, again: (signInId: string) => Promise<string | null>) => void;
}

/** Signs in by a passkey: from a button, and from the list under the field of the address. */
export function SignInByPasskey({ onSignedIn, onLimit }: SignInByPasskeyProps) {
  const ask = usePasskey();
  const [, signIn] = useMutation(SignInByPasskeyMutation);
  const by = async (passkey: string, signOut?: string): Promise<string | null> => {
    const { data, error } = await signIn({ commandId: randomUuid(), passkey, signOut: signOut ?? null });
    const answer = data?.signInByPasskey;
    if (answer?.__typename === 'SignedIn') onSignedIn();
    else if (answer?.__typename === 'DeviceLimitReached') onLimit(answer, (signInId) => by(passkey, signInId));
    else return answer?.message ?? (error === undefined ? 'Try again.' : failureOf(error).remedy);
    return null;
  };
  const latest = useRef(by);
  useEffect(() => {
    latest.current = by;
  });
  useEffect(() => {
    let isHere = true;
    const wait = async () => {
      const supports = await globalThis.PublicKeyCredential?.isConditionalMediationAvailable?.();
      if (!supports || !isHere) return;
      const answer = await ask({ purpose: 'SIGN_IN', autofill: true });
      if (isHere && 'passkey' in answer) await latest.current(answer.passkey);
    };
    void wait();
    return () => {
      isHere = false;
    };
  }, [ask]);
  return (
    <PasskeyButton ask={() => ask({ purpose: 'SIGN_IN' })} onPasskey={(passkey) => by(passkey)}>
      Sign in with a passkey
    </PasskeyButton>
  );
}
