import { useState } from 'react';
import { type OperationResult, useMutation, useQuery } from 'urql';
import { rememberToken } from '../../app/graphql/consistency.ts';
import { failureOf } from '../../app/graphql/failure.ts';
import { randomUuid } from '../../app/uuid.ts';
import { Button } from '../../design/button.tsx';
import { FailedPart } from '../../design/failed-part.tsx';
import { Dialog } from '../../design/dialog.tsx';
import { useStepUp } from '../../identity/step-up.tsx';
import { GrantRoleMutation, type Person, RevokeRoleMutation } from './people.queries.ts';
import { GrantCustomRoleMutation, RevokeCustomRoleMutation, RolesQuery } from './roles.queries.ts';
import { nameOfRole } from './roles.ts';

interface RolesDialogProps {
  readonly person: Person;
  /** Whether it is the account of whoever looks. */
  readonly isOwn: boolean;
  readonly onChanged: () => void;
  readonly onClose: () => void;
}

/** Gives and takes roles, one at a time. */
export function RolesDialog({ person, isOwn, onChanged, onClose }: RolesDialogProps) {
  const { guarded } = useStepUp();
  const [{ data: roles, error: lost }, ask] = useQuery({ query: RolesQuery });
  const [, grant] = useMutation(GrantRoleMutation);
  const [, revoke] = useMutation(RevokeRoleMutation);
  const [, grantCustom] = useMutation(GrantCustomRoleMutation);
  const [, revokeCustom] = useMutation(RevokeCustomRoleMutation);
  const [busy, setBusy] = useState(false);
  const [refusal, setRefusal] = useState<string | null>(null);
  const meaning = (names: readonly string[]): string =>
    (roles?.permissions ?? [])
      .filter(({ name }) => names.includes(name))
      .map(({ means }) => means)
      .join('; ');

  /** @param send gives the answer of one of four mutations */
  const change = async (send: () => Promise<OperationResult>) => {
    setRefusal(null);
    setBusy(true);
    const { data, error } = await guarded(send);
    setBusy(false);
    const answer = Object.values((data ?? {}) as object)[0] as
      | { readonly __typename: string; readonly token?: string; readonly message?: string }
      | undefined;
    if (answer?.__typename === 'RoleChanged' && answer.token !== undefined) {
      rememberToken(answer.token);
      onChanged();
    } else setRefusal(answer?.message ?? (error === undefined ? 'Try again.' : failureOf(error).remedy));
  };
  const always = (roles?.rolePermissions ?? []).map(({ role, permissions }) => {
    const has = person.roles.includes(role);
    const variables = () => ({ commandId: randomUuid(), accountId: person.id, role });
    return {
      id: role,
      name: nameOfRole(role),
      may: meaning(permissions),
      has,
      fixed: isOwn && role === 'ADMIN',
      send: (): Promise<OperationResult> => (has ? revoke(variables()) : grant(variables())),
    };
  });
  const custom = (roles?.customRoles ?? []).map(({ id, name, permissions }) => {
    const has = person.customRoles.some((each) => each.id === id);
    const variables = () => ({ commandId: randomUuid(), accountId: person.id, roleId: id });
    return {
      id,
      name,
      may: meaning(permissions),
      has,
      fixed: false,
      send: (): Promise<OperationResult> => (has ? revokeCustom(variables()) : grantCustom(variables())),
    };
  });
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
      {lost !== undefined && (
        <FailedPart what="The roles" error={lost} onRetry={() => ask({ requestPolicy: 'network-only' })} />
      )}
      <ul className="s-roles">
        {[...always, ...custom].map(({ id, name, may, has, fixed, send }) => (
          <li key={id}>
            <div>
              <strong>{name}</strong>
              {may !== '' && <p className="field__hint">May {may}.</p>}
            </div>
            <Button
              small
              look={has ? 'danger' : 'outline'}
              disabled={busy || fixed}
              aria-label={`${has ? 'Take away' : 'Give'} the role ${name}`}
              onClick={() => void change(send)}
            >
              {has ? 'Take away' : 'Give'}
            </Button>
          </li>
        ))}
      </ul>
    </Dialog>
  );
}
