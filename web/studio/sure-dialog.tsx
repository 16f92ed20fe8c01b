import { useState } from 'react';
import type { ReactNode } from 'react';
import { rememberToken } from '../app/graphql/consistency.ts';
import { failureOf } from '../app/graphql/failure.ts';
import { Button } from '../design/button.tsx';
import { Dialog } from '../design/dialog.tsx';
import { useStepUp } from '../identity/step-up.tsx';
import type { CombinedError } from 'urql';

/** What a change answers. */
export interface ChangeAnswer {
  readonly __typename: string;
  readonly token?: string;
  readonly message?: string;
}

interface SureDialogProps {
  readonly title: string;
  /** What the button says. */
  readonly act: string;
  readonly children: ReactNode;
  /** Does it; the answer is a refusal where it has a message. */
  readonly run: () => Promise<{ readonly data?: unknown; readonly error?: CombinedError | undefined }>;
  readonly onDone: () => void;
  readonly onClose: () => void;
}

/** Asks once more before what cannot be taken back, does it, and shows what the server says. */
export function SureDialog({ title, act, children, run, onDone, onClose }: SureDialogProps) {
  const { guarded } = useStepUp();
  const [isBusy, setBusy] = useState(false);
  const [problem, setProblem] = useState<string | null>(null);
  const send = async () => {
    setProblem(null);
    setBusy(true);
    const { data, error } = await guarded(run);
    setBusy(false);
    const answer = Object.values(data ?? {})[0] as ChangeAnswer | undefined;
    if (answer?.token === undefined)
      return setProblem(answer?.message ?? (error === undefined ? 'Try again.' : failureOf(error).remedy));
    rememberToken(answer.token);
    onDone();
    onClose();
  };
  return (
    <Dialog
      title={title}
      onClose={onClose}
      actions={
        <>
          <Button look="outline" onClick={onClose}>
            Leave it
          </Button>
          <Button look="danger" disabled={isBusy} aria-busy={isBusy} onClick={() => void send()}>
            {act}
          </Button>
        </>
      }
    >
      {children}
      {problem !== null && (
        <p className="field__error" role="alert">
          {problem}
        </p>
      )}
    </Dialog>
  );
}
