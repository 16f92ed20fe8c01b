import { useMutation } from 'urql';
import { rememberToken } from '../app/graphql/consistency.ts';
import { randomUuid } from '../app/uuid.ts';
import { afterFirstTry, FormElement, useAppForm, useStore } from '../forms/form.tsx';
import { showRefusal } from '../forms/refusal.ts';
import { AvatarField } from './avatar-field.tsx';
import { profileName } from './fields.ts';
import { EditProfileMutation, type Profile } from './profile.queries.ts';
import { Section } from './section.tsx';

/** Changes what a profile is called and its picture. */
export function NameAndPicture({ profile, onChanged }: { profile: Profile; onChanged: () => void }) {
  const [, edit] = useMutation(EditProfileMutation);
  const form = useAppForm({
    defaultValues: { name: profile.name, avatar: profile.avatar },
    validationLogic: afterFirstTry,
    onSubmit: async ({ value }) => {
      const { data, error } = await edit({
        commandId: randomUuid(),
        profileId: profile.id,
        input: { name: value.name.trim(), avatar: value.avatar },
      });
      const answer = data?.editProfile;
      if (answer?.__typename !== 'ProfileSaved') return showRefusal(form, answer, error);
      rememberToken(answer.token);
      onChanged();
    },
  });
  const { name, avatar } = useStore(form.store, (state) => state.values);
  const same = name.trim() === profile.name && avatar === profile.avatar;
  return (
    <Section title="Name and picture">
      <FormElement form={form} className="a-form">
        <form.AppField name="name" validators={{ onDynamic: profileName }}>
          {(field) => <field.TextField label="Name" />}
        </form.AppField>
        <form.AppField name="avatar">{() => <AvatarField />}</form.AppField>
        <form.AppForm>
          <form.Problem />
          <form.Submit pending="Saving…" disabled={same}>
            Save
          </form.Submit>
        </form.AppForm>
      </FormElement>
    </Section>
  );
}
