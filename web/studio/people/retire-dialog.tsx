import { useState } from 'react';
import { useMutation } from 'urql';
import { rememberToken } from '../../app/graphql/consistency.ts';
import { failureOf } from '../../app/graphql/failure.ts';
import { randomUuid } from '../../app/uuid.ts';
import { Button } from '../../design/button.tsx';
import { Dialog } from '../../design/dialog.tsx';
import { useStepUp } from '../../identity/step-up.tsx';
import { type CustomRole, RetireRoleMutation } from './roles.queries.ts';

interface RetireDialogProps {
  readonly role: CustomRole;
  readonly onRetired: () => void;
  readonly onClose: () => void;
}

/** Retires a role of this installation, after saying what that does. */
export function RetireDialog({ role, onRetired, onClose }: RetireDialogProps) {
  const { guarded } = useStepUp();
  const [{ fetching }, retire] = useMutation(RetireRoleMutation);
  const [commandId] = useState(randomUuid);
  const [problem, setProblem] = useState<string | null>(null);
  const send = async () => {
    setProblem(null);
    const { data, error } = await guarded(() => retire({ commandId, roleId: role.id }));
    const answer = data?.retireCustomRole;
    if (answer?.__typename !== 'CustomRoleSaved')
      return setProblem(answer?.message ?? (error === undefined ? 'Try again.' : failureOf(error).remedy));
    rememberToken(answer.token);
    onRetired();
    onClose();
  };
  return (
    <Dialog
      title={`Retire ${role.name}?`}
      onClose={onClose}
      actions={
        <>
          <Button look="outline" onClick={onClose}>
            Keep it
          </Button>
          <Button look="danger" disabled={fetching} aria-busy={fetching} onClick={() => void send()}>
            Retire the role
          </Button>
        </>
      }
    >
      <p>
        Whoever has it loses what it gave them within ten minutes, and nobody gets it any more. It cannot be taken back.
      </p>
      {problem !== null && (
        <p className="field__error" role="alert">
          {problem}
        </p>
      )}
    </Dialog>
  );
}
