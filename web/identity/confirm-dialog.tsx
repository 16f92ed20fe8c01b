import { type ReactNode, useState } from 'react';
import { Button } from '../design/button.tsx';
import { Dialog } from '../design/dialog.tsx';

interface Answered {
  readonly __typename: string;
}

interface ConfirmDialogProps<A extends Answered, D extends A['__typename']> {
  readonly title: string;
  /** What will happen. */
  readonly children: ReactNode;
  readonly keep: string;
  readonly button: string;
  readonly run: () => Promise<A | undefined>;
  /** The member of the answer that says that it is done. */
  readonly done: D;
  readonly onDone: (answer: Extract<A, { readonly __typename: D }>) => void;
  readonly onClose: () => void;
}

/** Asks once, does it, and says why it was not done. */
export function ConfirmDialog<A extends Answered, const D extends A['__typename']>(props: ConfirmDialogProps<A, D>) {
  const { title, children, keep, button, run, done, onDone, onClose } = props;
  const [problem, setProblem] = useState<string | null>(null);
  const [isRunning, setRunning] = useState(false);
  const confirm = async () => {
    setProblem(null);
    setRunning(true);
    const answer = await run();
    setRunning(false);
    if (answer !== undefined && isDone(answer, done)) onDone(answer);
    else setProblem(answer !== undefined && 'message' in answer ? String(answer.message) : 'Try again.');
  };
  return (
    <Dialog
      title={title}
      onClose={onClose}
      actions={
        <>
          <Button look="outline" onClick={onClose}>
            {keep}
          </Button>
          <Button look="danger" disabled={isRunning} aria-busy={isRunning} onClick={() => void confirm()}>
            {button}
          </Button>
        </>
      }
    >
      <p>{children}</p>
      {problem !== null && (
        <p className="field__error" role="alert">
          {problem}
        </p>
      )}
    </Dialog>
  );
}

const isDone = <A extends Answered, D extends A['__typename']>(
  answer: A,
  done: D,
): answer is Extract<A, { readonly __typename: D }> => answer.__typename === done;
