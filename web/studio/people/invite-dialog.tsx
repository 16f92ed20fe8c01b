import { useId, useState } from 'react';
import { useMutation, useQuery } from 'urql';
import { z } from 'zod';
import { rememberToken } from '../../app/graphql/consistency.ts';
import { randomUuid } from '../../app/uuid.ts';
import { Button } from '../../design/button.tsx';
import { FailedPart } from '../../design/failed-part.tsx';
import { Dialog } from '../../design/dialog.tsx';
import { afterFirstTry, FormElement, useAppForm, useStore } from '../../forms/form.tsx';
import { showRefusal } from '../../forms/refusal.ts';
import { useStepUp } from '../../identity/step-up.tsx';
import { InviteMutation } from './people.queries.ts';
import { type Roles, RolesQuery } from './roles.queries.ts';
import { roleNames } from './roles.ts';

const schema = z.object({
  email: z
    .string()
    .trim()
    .regex(/^\S+@\S+$/, 'Write an address, such as nora@example.org.'),
  role: z.string(),
});

/** Gives a role to whoever reads the mail of an address. */
export function InviteDialog({ onClose, onInvited }: { onClose: () => void; onInvited: () => void }) {
  const id = useId();
  const { guarded } = useStepUp();
  const [{ data: roles, error: lost }, ask] = useQuery({ query: RolesQuery });
  const [, invite] = useMutation(InviteMutation);
  // One id for all tries: when an answer was lost, saying it again invites once.
  const [commandId] = useState(randomUuid);
  const [done, setDone] = useState<{ readonly email: string; readonly linked: boolean } | null>(null);
  const form = useAppForm({
    defaultValues: { email: '', role: 'EDITOR' },
    validationLogic: afterFirstTry,
    validators: { onDynamic: schema },
    onSubmit: async ({ value }) => {
      const { email, role } = schema.parse(value);
      const always = roleNames.find(([each]) => each === role)?.[0];
      const wanted = always === undefined ? { customRole: role } : { role: always };
      const { data, error } = await guarded(() => invite({ commandId, email, ...wanted }));
      const answer = data?.invite;
      if (answer?.__typename !== 'Invited') return showRefusal(form, answer, error);
      rememberToken(answer.token);
      setDone({ email, linked: answer.linkUntil !== null });
      onInvited();
    },
  });
  const own = (roles?.customRoles ?? []).map(({ id: roleId, name }) => [roleId, name] as const);
  const options: readonly (readonly [string, string])[] = [...roleNames, ...own];
  const role = useStore(form.store, (state) => state.values.role);
  if (done !== null)
    return (
      <Dialog title="Invited" onClose={onClose} actions={<Button onClick={onClose}>Done</Button>}>
        <p role="status">
          {done.linked
            ? `${done.email} gets a message with a link that sets a password. It can be used within seven days.`
            : `${done.email} had an account already, and has the role now.`}
        </p>
      </Dialog>
    );
  return (
    <form.AppForm>
      <Dialog
        title="Invite somebody to work here"
        onClose={onClose}
        actions={
          <>
            <Button look="outline" onClick={onClose}>
              Cancel
            </Button>
            <form.Submit pending="Inviting…" form={id}>
              Invite
            </form.Submit>
          </>
        }
      >
        <FormElement form={form} id={id} className="s-dialog-form">
          <form.AppField name="email">{(field) => <field.TextField label="Address" />}</form.AppField>
          <form.AppField name="role">{(field) => <field.ChoiceField label="Role" options={options} />}</form.AppField>
          {lost !== undefined && (
            <FailedPart what="The roles" error={lost} onRetry={() => ask({ requestPolicy: 'network-only' })} />
          )}
          <RoleMay roles={roles} role={role} />
          <form.Problem />
        </FormElement>
      </Dialog>
    </form.AppForm>
  );
}

/** What a role may do, in words. */
function RoleMay({ roles, role }: { roles: Roles | undefined; role: string }) {
  const chosen =
    roles?.rolePermissions.find((each) => each.role === role) ?? roles?.customRoles.find(({ id }) => id === role);
  const may = roles?.permissions.filter(({ name }) => chosen?.permissions.includes(name)) ?? [];
  return may.length === 0 ? null : <p className="field__hint">May {may.map(({ means }) => means).join('; ')}.</p>;
}
