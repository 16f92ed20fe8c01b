import { useState } from 'react';
import { rememberToken } from '../app/graphql/consistency.ts';
import { failureOf } from '../app/graphql/failure.ts';
import type { CombinedError } from 'urql';

interface Answered {
  readonly data?: object | null | undefined;
  readonly error?: CombinedError | undefined;
}

/** Runs mutations one at a time; what was refused stays as a sentence, what was done is told. */
export function useAct(onDone: () => void) {
  const [problem, setProblem] = useState<string | null>(null);
  const [isRunning, setRunning] = useState(false);
  const run = async (send: () => Promise<Answered>): Promise<boolean> => {
    setProblem(null);
    setRunning(true);
    const { data, error } = await send();
    setRunning(false);
    const [answer] = Object.values(data ?? {}) as readonly { readonly token?: string; readonly message?: string }[];
    if (answer?.token === undefined) {
      setProblem(answer?.message ?? (error === undefined ? 'Try again.' : failureOf(error).remedy));
      return false;
    }
    rememberToken(answer.token);
    onDone();
    return true;
  };
  return { run, isRunning, problem, setProblem };
}
