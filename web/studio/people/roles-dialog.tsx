import { useState } from 'react';
import { useMutation } from 'urql';
import { rememberToken } from '../../app/graphql/consistency.ts';
import { failureOf } from '../../app/graphql/failure.ts';
import { randomUuid } from '../../app/uuid.ts';
import { Button } from '../../design/button.tsx';
import { Dialog } from '../../design/dialog.tsx';
import { RoleMay } from './invite-dialog.tsx';
import { GrantRoleMutation, type Person, RevokeRoleMutation, type StaffRole } from './people.queries.ts';
import { roleNames } from './roles.ts';

interface RolesDialogProps {
  readonly person: Person;
  /** Whether it is the account of whoever looks. */
  readonly isOwn: boolean;
  readonly onChanged: () => void;
  readonly onClose: () => void;
}

/** Gives and takes roles, one at a time. */
export function RolesDialog({ person, isOwn, onChanged, onClose }: RolesDialogProps) {
  const [granting, grant] = useMutation(GrantRoleMutation);
  const [revoking, revoke] = useMutation(RevokeRoleMutation);
  const [refusal, setRefusal] = useState<string | null>(null);
  const busy = granting.fetching || revoking.fetching;
  const change = async (role: StaffRole, has: boolean) => {
    setRefusal(null);
    const variables = { commandId: randomUuid(), accountId: person.id, role };
    const { data, error } = has ? await revoke(variables) : await grant(variables);
    const answer = data === undefined ? undefined : 'grantRole' in data ? data.grantRole : data.revokeRole;
    if (answer?.__typename === 'RoleChanged') {
      rememberToken(answer.token);
      onChanged();
    } else setRefusal(answer?.message ?? (error === undefined ? null : failureOf(error).remedy));
  };
  return (
    <Dialog
      title={`What ${person.email ?? 'they'} may do`}
      onClose={onClose}
      actions={<Button onClick={onClose}>Done</Button>}
    >
      <p className="s-lead">A change counts within ten minutes, and at once when they sign in again.</p>
      {refusal !== null && (
        <p className="field__error" role="alert">
          {refusal}
        </p>
      )}
      <ul className="s-roles">
        {roleNames.map(([role, name]) => {
          const has = person.roles.includes(role);
          return (
            <li key={role}>
              <div>
                <strong>{name}</strong>
                <RoleMay role={role} />
              </div>
              <Button
                small
                look={has ? 'danger' : 'outline'}
                disabled={busy || (isOwn && role === 'ADMIN')}
                aria-label={`${has ? 'Take away' : 'Give'} the role ${name}`}
                onClick={() => void change(role, has)}
              >
                {has ? 'Take away' : 'Give'}
              </Button>
            </li>
          );
        })}
      </ul>
    </Dialog>
  );
}
