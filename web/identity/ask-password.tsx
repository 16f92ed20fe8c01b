import { type ReactNode, useId } from 'react';
import type { CombinedError } from 'urql';
import { z } from 'zod';
import { Button } from '../design/button.tsx';
import { Dialog } from '../design/dialog.tsx';
import { afterFirstTry, FormElement, useAppForm } from '../forms/form.tsx';
import { type Refused, showRefusal } from '../forms/refusal.ts';
import { knownPassword } from './fields.ts';

interface AskPasswordProps {
  readonly title: string;
  /** What will happen. */
  readonly children: ReactNode;
  readonly keep: string;
  readonly button: string;
  readonly danger?: boolean;
  /** Does it with the password; null when it is done, else why it was not. */
  readonly onPassword: (
    password: string,
  ) => Promise<{ answer: Refused | undefined; error: CombinedError | undefined } | null>;
  readonly onClose: () => void;
}

/** Does what needs the account's password. */
export function AskPassword({ title, children, keep, button, danger = true, onPassword, onClose }: AskPasswordProps) {
  const id = useId();
  const form = useAppForm({
    defaultValues: { password: '' },
    validationLogic: afterFirstTry,
    validators: { onDynamic: z.object({ password: knownPassword }) },
    onSubmit: async ({ value }) => {
      const refused = await onPassword(value.password);
      if (refused !== null) showRefusal(form, refused.answer, refused.error);
    },
  });
  return (
    <form.AppForm>
      <Dialog
        title={title}
        onClose={onClose}
        actions={
          <>
            <Button look="outline" onClick={onClose}>
              {keep}
            </Button>
            <form.Submit look={danger ? 'danger' : 'primary'} pending="One moment…" form={id}>
              {button}
            </form.Submit>
          </>
        }
      >
        <FormElement form={form} id={id} className="a-form">
          <p className="a-section__lead">{children}</p>
          <form.AppField name="password">
            {(field) => <field.PasswordField label="Your password" autoComplete="current-password" />}
          </form.AppField>
          <form.Problem />
        </FormElement>
      </Dialog>
    </form.AppForm>
  );
}
