import { useId } from 'react';
import { useMutation } from 'urql';
import { z } from 'zod';
import { randomUuid } from '../app/uuid.ts';
import { Button } from '../design/button.tsx';
import { Dialog } from '../design/dialog.tsx';
import { afterFirstTry, FormElement, useAppForm } from '../forms/form.tsx';
import { showRefusal } from '../forms/refusal.ts';
import { ChangeEmailMutation } from './account.queries.ts';
import { passwordField, useHasPassword } from './ask-password.tsx';
import { emailField } from './fields.ts';
import { useStepUp } from './step-up.tsx';

interface ChangeEmailProps {
  /** Messages wait on this machine. */
  readonly outbox: boolean;
  readonly onDone: (words: string) => void;
  readonly onClose: () => void;
}

/** Sends a link to another address; the account takes it when the link is used. */
export function ChangeEmail({ outbox, onDone, onClose }: ChangeEmailProps) {
  const id = useId();
  const [, change] = useMutation(ChangeEmailMutation);
  const { guarded } = useStepUp();
  const hasPassword = useHasPassword();
  const schema = z.object({ email: emailField, password: passwordField(hasPassword) });
  const form = useAppForm({
    defaultValues: { email: '', password: '' },
    validationLogic: afterFirstTry,
    validators: { onDynamic: schema },
    onSubmit: async ({ value }) => {
      const { email, password } = schema.parse(value);
      const input = { email, password: hasPassword ? password : null };
      const { data, error } = await guarded(() => change({ commandId: randomUuid(), ...input }));
      const answer = data?.changeEmail;
      if (answer?.__typename !== 'LinkRequested') return showRefusal(form, answer, error);
      onDone(
        outbox
          ? `A link for ${input.email} waits in the outbox of this installation. The address changes when it is used.`
          : `A link is on its way to ${input.email}. The address changes when you use it.`,
      );
    },
  });
  return (
    <form.AppForm>
      <Dialog
        title="Change the address"
        onClose={onClose}
        actions={
          <>
            <Button look="outline" onClick={onClose}>
              Keep it
            </Button>
            <form.Submit pending="Sending…" form={id}>
              Send the link
            </form.Submit>
          </>
        }
      >
        <FormElement form={form} id={id} className="a-form">
          <p className="a-section__lead">A link goes to the new address. Until you use it, the old one stays.</p>
          <form.AppField name="email">
            {(field) => <field.TextField label="New e-mail address" type="email" autoComplete="email" />}
          </form.AppField>
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
