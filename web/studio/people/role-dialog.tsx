import { useId, useState } from 'react';
import { useMutation } from 'urql';
import { z } from 'zod';
import { rememberToken } from '../../app/graphql/consistency.ts';
import { randomUuid } from '../../app/uuid.ts';
import { Button } from '../../design/button.tsx';
import { Dialog } from '../../design/dialog.tsx';
import { afterFirstTry, FormElement, useAppForm } from '../../forms/form.tsx';
import { showRefusal } from '../../forms/refusal.ts';
import { useStepUp } from '../../identity/step-up.tsx';
import { PermissionChecks } from '../permission-checks.tsx';
import { ChangeRoleMutation, type CustomRole, DefineRoleMutation, type Roles } from './roles.queries.ts';

const schema = z.object({
  name: z.string().trim().min(1, 'Give the role a name, such as: translator.').max(40, 'At most 40 characters.'),
  permissions: z.array(z.string()),
});

interface RoleDialogProps {
  /** Null: a new one. */
  readonly role: CustomRole | null;
  /** What whoever does it may give. */
  readonly permissions: Roles['permissions'];
  readonly onSaved: () => void;
  readonly onClose: () => void;
}

/** Makes or changes a role of this installation. */
export function RoleDialog({ role, permissions, onSaved, onClose }: RoleDialogProps) {
  const id = useId();
  const { guarded } = useStepUp();
  const [, define] = useMutation(DefineRoleMutation);
  const [, change] = useMutation(ChangeRoleMutation);
  // One id for all tries of making one: when an answer was lost, saying it again makes one role.
  const [newId] = useState(randomUuid);
  const form = useAppForm({
    defaultValues: { name: role?.name ?? '', permissions: [...(role?.permissions ?? [])] },
    validationLogic: afterFirstTry,
    validators: { onDynamic: schema },
    onSubmit: async ({ value }) => {
      const said = schema.parse(value);
      const { data, error } = await guarded(async () =>
        role === null
          ? define({ commandId: newId, ...said })
          : change({ commandId: randomUuid(), roleId: role.id, ...said }),
      );
      const answer = data === undefined ? undefined : 'defineRole' in data ? data.defineRole : data.changeCustomRole;
      if (answer?.__typename !== 'CustomRoleSaved') return showRefusal(form, answer, error);
      rememberToken(answer.token);
      onSaved();
      onClose();
    },
  });
  return (
    <form.AppForm>
      <Dialog
        title={role === null ? 'Make a role' : `Change ${role.name}`}
        onClose={onClose}
        actions={
          <>
            <Button look="outline" onClick={onClose}>
              Cancel
            </Button>
            <form.Submit pending="Saving…" form={id}>
              {role === null ? 'Make' : 'Save'}
            </form.Submit>
          </>
        }
      >
        {role !== null && <p className="s-lead">It counts for whoever has the role within ten minutes.</p>}
        <FormElement form={form} id={id} className="s-dialog-form">
          <form.AppField name="name">{(field) => <field.TextField label="Name" />}</form.AppField>
          <form.AppField name="permissions">
            {(field) => (
              <PermissionChecks
                permissions={permissions}
                always={['studio.read']}
                value={field.state.value}
                onChange={(value) => field.handleChange([...value])}
              />
            )}
          </form.AppField>
          <form.Problem />
        </FormElement>
      </Dialog>
    </form.AppForm>
  );
}
