import { useState } from 'react';
import { useMutation } from 'urql';
import { rememberToken } from '../app/graphql/consistency.ts';
import { failureOf } from '../app/graphql/failure.ts';
import { randomUuid } from '../app/uuid.ts';
import { Button } from '../design/button.tsx';
import { Dialog } from '../design/dialog.tsx';
import { SignOutEverywhereMutation } from './sign-in.queries.ts';

interface SignOutEverywhereProps {
  readonly onClose: () => void;
  /** `hereToo`: this browser is signed out as well. */
  readonly onDone: (hereToo: boolean) => void;
}

/** Asks whether this device stays, and signs out. */
export function SignOutEverywhere({ onClose, onDone }: SignOutEverywhereProps) {
  const [problem, setProblem] = useState<string | null>(null);
  const [{ fetching }, send] = useMutation(SignOutEverywhereMutation);
  const signOut = async (exceptThis: boolean) => {
    setProblem(null);
    const { data, error } = await send({ commandId: randomUuid(), exceptThis });
    const answer = data?.signOutEverywhere;
    if (answer?.__typename !== 'SignedOutEverywhere')
      return setProblem(answer?.message ?? (error === undefined ? 'Try again.' : failureOf(error).remedy));
    rememberToken(answer.token);
    onDone(!exceptThis);
  };
  return (
    <Dialog
      title="Sign out everywhere?"
      onClose={onClose}
      actions={
        <>
          <Button look="outline" disabled={fetching} onClick={() => void signOut(true)}>
            All but this device
          </Button>
          <Button look="danger" disabled={fetching} onClick={() => void signOut(false)}>
            This device too
          </Button>
        </>
      }
    >
      <p>
        Whoever watches on one of your devices has to sign in again; within ten minutes at the latest it ends there.
      </p>
      {problem !== null && (
        <p className="field__error" role="alert">
          {problem}
        </p>
      )}
    </Dialog>
  );
}
