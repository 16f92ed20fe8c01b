import { useId } from 'react';
import { useMutation } from 'urql';
import { rememberToken } from '../app/graphql/consistency.ts';
import { forgetAnswers } from '../app/graphql/viewer-client.tsx';
import { randomUuid } from '../app/uuid.ts';
import { Button } from '../design/button.tsx';
import { Dialog } from '../design/dialog.tsx';
import { afterFirstTry, FormElement, useAppForm, useStore } from '../forms/form.tsx';
import { showRefusal } from '../forms/refusal.ts';
import { useHasPassword } from './ask-password.tsx';
import { capChoices, EVERYTHING, fittingCap } from './maturity.ts';
import { type Profile, SetMaturityCapMutation } from './profile.queries.ts';
import { useStepUp } from './step-up.tsx';

interface CapDialogProps {
  readonly profile: Profile;
  readonly onDone: () => void;
  readonly onClose: () => void;
}

/** Changes what a profile shows. To show more takes the account's password, so that no child does it. */
export function CapDialog({ profile, onDone, onClose }: CapDialogProps) {
  const id = useId();
  const [, send] = useMutation(SetMaturityCapMutation);
  const { guarded } = useStepUp();
  const hasPassword = useHasPassword();
  const form = useAppForm({
    defaultValues: { kids: profile.kids, maturityCap: String(profile.maturityCap), password: '' },
    validationLogic: afterFirstTry,
    validators: {
      onDynamic: ({ value }) =>
        hasPassword && showsMore(profile, value) && value.password === ''
          ? { fields: { password: 'Write your password.' } }
          : undefined,
    },
    onSubmit: async ({ value }) => {
      const { data, error } = await guarded(() =>
        send({
          commandId: randomUuid(),
          profileId: profile.id,
          kids: value.kids,
          maturityCap: fittingCap(value.kids, Number(value.maturityCap)),
          password: hasPassword && showsMore(profile, value) ? value.password : null,
        }),
      );
      const answer = data?.setMaturityCap;
      if (answer?.__typename !== 'ProfileSaved') return showRefusal(form, answer, error);
      rememberToken(answer.token);
      // Other films are found from now on.
      forgetAnswers();
      onDone();
    },
  });
  const { kids, maturityCap } = useStore(form.store, (state) => state.values);
  const asks = hasPassword && showsMore(profile, { kids, maturityCap });
  return (
    <form.AppForm>
      <Dialog
        title={`What ${profile.name} shows`}
        onClose={onClose}
        actions={
          <>
            <Button look="outline" onClick={onClose}>
              Cancel
            </Button>
            <form.Submit pending="Saving…" form={id}>
              Save
            </form.Submit>
          </>
        }
      >
        <FormElement form={form} id={id} className="a-form">
          <form.AppField
            name="kids"
            listeners={{
              onChange: ({ value }) =>
                form.setFieldValue('maturityCap', String(fittingCap(value, value ? Number(maturityCap) : EVERYTHING))),
            }}
          >
            {(field) => (
              <field.CheckField label="For a child" hint="Shows only films that are rated, up to 12 years." />
            )}
          </form.AppField>
          <form.AppField name="maturityCap">
            {(field) => <field.ChoiceField label="Shows" options={capChoices(kids, Number(maturityCap))} />}
          </form.AppField>
          {asks && (
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

/** Whether films come in sight that were not. */
const showsMore = (before: Profile, after: { readonly kids: boolean; readonly maturityCap: string }): boolean =>
  fittingCap(after.kids, Number(after.maturityCap)) > before.maturityCap || (before.kids && !after.kids);
