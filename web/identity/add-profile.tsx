import { useId } from 'react';
import { useMutation } from 'urql';
import { rememberToken } from '../app/graphql/consistency.ts';
import { randomUuid } from '../app/uuid.ts';
import { Button } from '../design/button.tsx';
import { Dialog } from '../design/dialog.tsx';
import { afterFirstTry, FormElement, useAppForm, useStore } from '../forms/form.tsx';
import { showRefusal } from '../forms/refusal.ts';
import { AvatarField } from './avatar-field.tsx';
import { pictures } from './avatar.tsx';
import { profileName } from './fields.ts';
import { capChoices, EVERYTHING, fittingCap } from './maturity.ts';
import { type Avatar, CreateProfileMutation } from './profile.queries.ts';

interface AddProfileProps {
  /** How many there are. The first may take along what was watched in this browser. */
  readonly count: number;
  readonly onAdded: () => void;
  readonly onClose: () => void;
}

/** Adds a profile to the household. */
export function AddProfile({ count, onAdded, onClose }: AddProfileProps) {
  const id = useId();
  const [, create] = useMutation(CreateProfileMutation);
  const avatars = Object.keys(pictures) as Avatar[];
  const form = useAppForm({
    defaultValues: {
      name: '',
      avatar: avatars[count % avatars.length] ?? 'AMBER',
      kids: false,
      maturityCap: String(EVERYTHING),
      keepHistory: false,
    },
    validationLogic: afterFirstTry,
    onSubmit: async ({ value }) => {
      const { data, error } = await create({
        commandId: randomUuid(),
        input: {
          ...value,
          name: value.name.trim(),
          maturityCap: fittingCap(value.kids, Number(value.maturityCap)),
          language: navigator.language,
        },
      });
      const answer = data?.createProfile;
      if (answer?.__typename !== 'ProfileSaved') return showRefusal(form, answer, error);
      rememberToken(answer.token);
      onAdded();
      onClose();
    },
  });
  const { kids, maturityCap } = useStore(form.store, (state) => state.values);
  return (
    <form.AppForm>
      <Dialog
        title="Add a profile"
        onClose={onClose}
        actions={
          <>
            <Button look="outline" onClick={onClose}>
              Cancel
            </Button>
            <form.Submit pending="Adding…" form={id}>
              Add the profile
            </form.Submit>
          </>
        }
      >
        <FormElement form={form} id={id} className="a-form">
          <form.AppField name="name" validators={{ onDynamic: profileName }}>
            {(field) => <field.TextField label="Name" />}
          </form.AppField>
          <form.AppField name="avatar">{() => <AvatarField />}</form.AppField>
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
          {count === 0 && (
            <form.AppField name="keepHistory">
              {(field) => (
                <field.CheckField
                  label="Take along what was watched here"
                  hint="Where you stopped in this browser before you signed in."
                />
              )}
            </form.AppField>
          )}
          <form.Problem />
        </FormElement>
      </Dialog>
    </form.AppForm>
  );
}
