import { useMutation } from 'urql';
import { rememberToken } from '../app/graphql/consistency.ts';
import { randomUuid } from '../app/uuid.ts';
import { afterFirstTry, FormElement, useAppForm, useStore } from '../forms/form.tsx';
import { showRefusal } from '../forms/refusal.ts';
import { languageChoices } from './languages.ts';
import { type Profile, SetPlaybackPreferencesMutation } from './profile.queries.ts';
import { Section } from './section.tsx';

const ORIGINAL = '';

/** Chooses what films begin with. */
export function SoundAndSubtitles({ profile, onChanged }: { profile: Profile; onChanged: () => void }) {
  const [, set] = useMutation(SetPlaybackPreferencesMutation);
  const before = { audioLanguage: profile.audioLanguage ?? ORIGINAL, subtitles: profile.subtitles };
  const form = useAppForm({
    defaultValues: before,
    validationLogic: afterFirstTry,
    onSubmit: async ({ value }) => {
      const audioLanguage = value.audioLanguage === ORIGINAL ? null : value.audioLanguage;
      const input = { commandId: randomUuid(), profileId: profile.id, audioLanguage, subtitles: value.subtitles };
      const { data, error } = await set(input);
      const answer = data?.setPlaybackPreferences;
      if (answer?.__typename !== 'ProfileSaved') return showRefusal(form, answer, error);
      rememberToken(answer.token);
      onChanged();
    },
  });
  const now = useStore(form.store, (state) => state.values);
  const same = now.audioLanguage === before.audioLanguage && now.subtitles === before.subtitles;
  const isOther = before.subtitles !== 'off' && before.subtitles !== 'forced';
  return (
    <Section title="Sound and subtitles">
      <FormElement form={form} className="a-form">
        <p className="a-section__lead">
          For films with several sound tracks or subtitles. Where one lacks what you chose, it plays its original sound.
        </p>
        <form.AppField name="audioLanguage">
          {(field) => (
            <field.ChoiceField
              label="Sound"
              options={[[ORIGINAL, 'The original'], ...languageChoices(profile.audioLanguage)]}
            />
          )}
        </form.AppField>
        <form.AppField name="subtitles">
          {(field) => (
            <field.ChoiceField
              label="Subtitles"
              options={[
                ['off', 'None'],
                ['forced', 'Only what is said in another language'],
                ...languageChoices(isOther ? before.subtitles : null),
              ]}
            />
          )}
        </form.AppField>
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
