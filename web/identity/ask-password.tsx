import { type ReactNode, useId } from 'react';
import { type CombinedError, useQuery } from 'urql';
import { z } from 'zod';
import { Button } from '../design/button.tsx';
import { Dialog } from '../design/dialog.tsx';
import { afterFirstTry, FormElement, useAppForm } from '../forms/form.tsx';
import { type Refused, showRefusal } from '../forms/refusal.ts';
import { knownPassword } from './fields.ts';
import { ProofsQuery } from './step-up.queries.ts';

interface AskPasswordProps {
  readonly title: string;
  /** What will happen. */
  readonly children: ReactNode;
  readonly keep: string;
  readonly button: string;
  readonly danger?: boolean;
  /**
   * Does it with the password, or without one where the account has none (guarded by `useStepUp`); null when it is done, else why it was
   * not.
   */
  readonly onPassword: (
    password: string | null,
  ) => Promise<{ answer: Refused | undefined; error: CombinedError | undefined } | null>;
  readonly onClose: () => void;
}

/** Does what needs the account's password; who has none proves otherwise who they are. */
export function AskPassword({ title, children, keep, button, danger = true, onPassword, onClose }: AskPasswordProps) {
  const id = useId();
  const hasPassword = useHasPassword();
  const form = useAppForm({
    defaultValues: { password: '' },
    validationLogic: afterFirstTry,
    validators: { onDynamic: z.object({ password: passwordField(hasPassword) }) },
    onSubmit: async ({ value }) => {
      const refused = await onPassword(hasPassword ? value.password : null);
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
          {hasPassword && (
            <form.AppField name="password">
              {(field) => <field.PasswordField label="Your password" autoComplete="current-password" />}
            </form.AppField>
          )}
          <form.Problem />
        </FormElement>
      </Dialog>
    </form.AppForm>
  );
}

/** The password, where there is one to ask for. */
export const passwordField = (hasPassword: boolean) => (hasPassword ? knownPassword : z.string());

/** Whether whoever is signed in has a password; while nobody knows, they have. */
export function useHasPassword(): boolean {
  const [{ data }] = useQuery({ query: ProofsQuery });
  return data?.myAccount?.hasPassword ?? true;
}
