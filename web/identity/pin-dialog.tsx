import { useId } from 'react';
import { useMutation } from 'urql';
import { z } from 'zod';
import { rememberToken } from '../app/graphql/consistency.ts';
import { randomUuid } from '../app/uuid.ts';
import { Button } from '../design/button.tsx';
import { Dialog } from '../design/dialog.tsx';
import { afterFirstTry, FormElement, useAppForm } from '../forms/form.tsx';
import { showRefusal } from '../forms/refusal.ts';
import { AskPassword, passwordField, useHasPassword } from './ask-password.tsx';
import { LONGEST_PIN, pinField, SHORTEST_PIN } from './fields.ts';
import { type Profile, SetPinMutation } from './profile.queries.ts';
import { useStepUp } from './step-up.tsx';

interface PinDialogProps {
  readonly profile: Profile;
  /** Takes the PIN away. */
  readonly remove: boolean;
  readonly onDone: () => void;
  readonly onClose: () => void;
}

/** Gives a profile a PIN, or takes it away. */
export function PinDialog({ remove, ...props }: PinDialogProps) {
  return remove ? <RemovePin {...props} /> : <ChoosePin {...props} />;
}

type OneProfile = Omit<PinDialogProps, 'remove'>;

function RemovePin({ profile, onDone, onClose }: OneProfile) {
  const [, send] = useMutation(SetPinMutation);
  const { guarded } = useStepUp();
  return (
    <AskPassword
      title={`Remove the PIN of ${profile.name}?`}
      keep="Keep it"
      button="Remove the PIN"
      onClose={onClose}
      onPassword={async (password) => {
        const { data, error } = await guarded(() =>
          send({ commandId: randomUuid(), profileId: profile.id, pin: null, password }),
        );
        const answer = data?.setPin;
        if (answer?.__typename !== 'ProfileSaved') return { answer, error };
        rememberToken(answer.token);
        onDone();
        return null;
      }}
    >
      Everybody in your household may choose this profile then.
    </AskPassword>
  );
}

function ChoosePin({ profile, onDone, onClose }: OneProfile) {
  const id = useId();
  const [, send] = useMutation(SetPinMutation);
  const { guarded } = useStepUp();
  const hasPassword = useHasPassword();
  const form = useAppForm({
    defaultValues: { pin: '', password: '' },
    validationLogic: afterFirstTry,
    validators: { onDynamic: z.object({ pin: pinField, password: passwordField(hasPassword) }) },
    onSubmit: async ({ value }) => {
      const { data, error } = await guarded(() =>
        send({
          commandId: randomUuid(),
          profileId: profile.id,
          pin: value.pin,
          password: hasPassword ? value.password : null,
        }),
      );
      const answer = data?.setPin;
      if (answer?.__typename !== 'ProfileSaved') return showRefusal(form, answer, error);
      rememberToken(answer.token);
      onDone();
    },
  });
  return (
    <form.AppForm>
      <Dialog
        title={`A PIN for ${profile.name}`}
        onClose={onClose}
        actions={
          <>
            <Button look="outline" onClick={onClose}>
              Cancel
            </Button>
            <form.Submit pending="Saving…" form={id}>
              Save the PIN
            </form.Submit>
          </>
        }
      >
        <FormElement form={form} id={id} className="a-form">
          <form.AppField name="pin">
            {(field) => (
              <field.TextField
                label="New PIN"
                hint={`${SHORTEST_PIN} to ${LONGEST_PIN} digits, asked for before this profile watches.`}
                type="password"
                inputMode="numeric"
              />
            )}
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
