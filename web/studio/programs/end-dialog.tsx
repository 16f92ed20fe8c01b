import { useState } from 'react';
import { useMutation } from 'urql';
import { rememberToken } from '../../app/graphql/consistency.ts';
import { failureOf } from '../../app/graphql/failure.ts';
import { randomUuid } from '../../app/uuid.ts';
import { Button } from '../../design/button.tsx';
import { Dialog } from '../../design/dialog.tsx';
import { useStepUp } from '../../identity/step-up.tsx';
import { CloseProgramMutation, type Program, type ProgramKey, RevokeProgramKeyMutation } from './programs.queries.ts';

/** What is to end: one key, or (null) the program with all of its keys. */
export interface Ending {
  readonly program: Program;
  readonly key: ProgramKey | null;
}

interface EndDialogProps {
  readonly ending: Ending;
  readonly onEnded: () => void;
  readonly onClose: () => void;
}

/** Ends a key or a program, after saying what that does. */
export function EndDialog({ ending: { program, key }, onEnded, onClose }: EndDialogProps) {
  const { guarded } = useStepUp();
  const [revoking, revoke] = useMutation(RevokeProgramKeyMutation);
  const [closing, close] = useMutation(CloseProgramMutation);
  const [commandId] = useState(randomUuid);
  const [problem, setProblem] = useState<string | null>(null);
  const busy = revoking.fetching || closing.fetching;
  const end = async () => {
    setProblem(null);
    const programId = program.id;
    const { data, error } = await guarded(async () =>
      key === null ? close({ commandId, programId }) : revoke({ commandId, programId, keyId: key.id }),
    );
    const answer = data === undefined ? undefined : 'closeProgram' in data ? data.closeProgram : data.revokeProgramKey;
    if (answer?.__typename !== 'ProgramChanged')
      return setProblem(answer?.message ?? (error === undefined ? 'Try again.' : failureOf(error).remedy));
    rememberToken(answer.token);
    onEnded();
    onClose();
  };
  return (
    <Dialog
      title={key === null ? `Close ${program.name}?` : `Revoke rps_${key.prefix}…?`}
      onClose={onClose}
      actions={
        <>
          <Button look="outline" onClick={onClose}>
            Keep it
          </Button>
          <Button look="danger" disabled={busy} aria-busy={busy} onClick={() => void end()}>
            {key === null ? 'Close the program' : 'Revoke the key'}
          </Button>
        </>
      }
    >
      <p>
        {key === null
          ? 'All of its keys are refused everywhere within a minute. It cannot be opened again; what it did stays in the log.'
          : `Whatever sends this key is refused everywhere within a minute, and its connections end. ${othersOf(program, key)}`}
      </p>
      {problem !== null && (
        <p className="field__error" role="alert">
          {problem}
        </p>
      )}
    </Dialog>
  );
}

const othersOf = ({ keys }: Program, key: ProgramKey): string =>
  keys.some(({ id, holds }) => holds && id !== key.id)
    ? 'Its other keys go on.'
    : 'The program has no other key: rotate instead if it is to go on.';
