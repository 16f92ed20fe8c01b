import { useNavigate } from '@tanstack/react-router';
import { useState } from 'react';
import { useMutation } from 'urql';
import { failureOf } from '../app/graphql/failure.ts';
import { forgetAnswers } from '../app/graphql/viewer-client.tsx';
import { randomUuid } from '../app/uuid.ts';
import { SignOutMutation } from './sign-in.queries.ts';

/** Signs this browser out and goes to the first page; `problem` says why it could not. */
export function useSignOut(): { readonly signOut: () => Promise<void>; readonly problem: string | null } {
  const navigate = useNavigate();
  const [problem, setProblem] = useState<string | null>(null);
  const [, send] = useMutation(SignOutMutation);
  const signOut = async () => {
    const { data, error } = await send({ commandId: randomUuid() });
    // A refusal says that nobody is signed in here any more: that is what was wanted.
    if (data === undefined) return setProblem(error === undefined ? 'Try again.' : failureOf(error).remedy);
    forgetAnswers();
    await navigate({ to: '/' });
  };
  return { signOut, problem };
}
