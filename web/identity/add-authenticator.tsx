import { useId } from 'react';
import { useMutation } from 'urql';
import { z } from 'zod';
import { randomUuid } from '../app/uuid.ts';
import { Button } from '../design/button.tsx';
import { Dialog } from '../design/dialog.tsx';
import { QrCode } from '../design/qr-code.tsx';
import { afterFirstTry, FormElement, useAppForm } from '../forms/form.tsx';
import { showRefusal } from '../forms/refusal.ts';
import { codeField } from './fields.ts';
import { AddAuthenticatorMutation, type AuthenticatorBegun } from './security.queries.ts';

interface AddAuthenticatorProps {
  readonly begun: AuthenticatorBegun;
  /** With the recovery codes that it came with, if it did. */
  readonly onAdded: (recoveryCodes: readonly string[]) => void;
  readonly onClose: () => void;
}

/** Shows an app its secret, and takes its first code. */
export function AddAuthenticator({ begun, onAdded, onClose }: AddAuthenticatorProps) {
  const id = useId();
  const [, add] = useMutation(AddAuthenticatorMutation);
  const form = useAppForm({
    defaultValues: { code: '' },
    validationLogic: afterFirstTry,
    validators: { onDynamic: z.object({ code: codeField }) },
    onSubmit: async ({ value }) => {
      const { data, error } = await add({ commandId: randomUuid(), setup: begun.setup, code: value.code });
      const answer = data?.addAuthenticator;
      if (answer?.__typename === 'AuthenticatorAdded') onAdded(answer.recoveryCodes);
      else showRefusal(form, answer, error);
    },
  });
  return (
    <form.AppForm>
      <Dialog
        title="Add an authenticator app"
        onClose={onClose}
        actions={
          <>
            <Button look="outline" onClick={onClose}>
              Cancel
            </Button>
            <form.Submit pending="One moment…" form={id}>
              Add the app
            </form.Submit>
          </>
        }
      >
        <FormElement form={form} id={id} className="a-form">
          <p className="a-section__lead">Read this picture with the app, or open it on this phone.</p>
          <div className="a-setup">
            <QrCode text={begun.uri} label="Picture for an authenticator app" />
            <div className="a-setup__text">
              <a className="a-link" href={begun.uri}>
                Open in an app on this device
              </a>
              <p className="field__hint">Or type this secret into the app:</p>
              <code className="a-secret">{begun.secret.replaceAll(/(.{4})(?=.)/g, '$1 ')}</code>
            </div>
          </div>
          <form.AppField name="code">
            {(field) => (
              <field.TextField
                label="The six digits that the app shows"
                inputMode="numeric"
                autoComplete="one-time-code"
                className="a-onetime"
              />
            )}
          </form.AppField>
          <form.Problem />
        </FormElement>
      </Dialog>
    </form.AppForm>
  );
}
