import { useId } from 'react';
import { useMutation } from 'urql';
import { z } from 'zod';
import { rememberToken } from '../app/graphql/consistency.ts';
import { randomUuid } from '../app/uuid.ts';
import { Button } from '../design/button.tsx';
import { Dialog } from '../design/dialog.tsx';
import { afterFirstTry, FormElement, useAppForm, useStore } from '../forms/form.tsx';
import { showRefusal } from '../forms/refusal.ts';
import { ChangePasswordMutation } from './account.queries.ts';
import { knownPassword, newPassword } from './fields.ts';
import { PasswordStrength } from './password-strength.tsx';

interface ChangePasswordProps {
  readonly email: string;
  /** How many characters a password has at least. */
  readonly least: number;
  readonly onDone: (words: string) => void;
  readonly onClose: () => void;
}

/** Another password, after the present one. */
export function ChangePassword({ email, least, onDone, onClose }: ChangePasswordProps) {
  const id = useId();
  const [, change] = useMutation(ChangePasswordMutation);
  const form = useAppForm({
    defaultValues: { current: '', password: '' },
    validationLogic: afterFirstTry,
    validators: { onDynamic: z.object({ current: knownPassword, password: newPassword(least) }) },
    onSubmit: async ({ value }) => {
      const { data, error } = await change({ commandId: randomUuid(), ...value });
      const answer = data?.changePassword;
      if (answer?.__typename !== 'PasswordChanged') return showRefusal(form, answer, error);
      rememberToken(answer.token);
      onDone('Your password is changed. All other devices are signed out.');
    },
  });
  const password = useStore(form.store, (state) => state.values.password);
  return (
    <form.AppForm>
      <Dialog
        title="Change the password"
        onClose={onClose}
        actions={
          <>
            <Button look="outline" onClick={onClose}>
              Keep it
            </Button>
            <form.Submit pending="Saving…" form={id}>
              Save the new password
            </form.Submit>
          </>
        }
      >
        <FormElement form={form} id={id} className="a-form">
          <p className="a-section__lead">All other devices are signed out by it.</p>
          {/* For password managers: whose password it is. */}
          <input type="email" autoComplete="username" value={email} readOnly hidden />
          <form.AppField name="current">
            {(field) => <field.PasswordField label="Present password" autoComplete="current-password" />}
          </form.AppField>
          <form.AppField name="password">
            {(field) => <field.PasswordField label="New password" autoComplete="new-password" />}
          </form.AppField>
          <PasswordStrength password={password} hints={[email]} />
          <form.Problem />
        </FormElement>
      </Dialog>
    </form.AppForm>
  );
}
