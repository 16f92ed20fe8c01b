import { IconEye } from '@tabler/icons-react';
import { useId, useState } from 'react';
import { useMutation } from 'urql';
import { z } from 'zod';
import { forgetAnswers } from '../../app/graphql/viewer-client.tsx';
import { randomUuid } from '../../app/uuid.ts';
import { Button } from '../../design/button.tsx';
import { Dialog } from '../../design/dialog.tsx';
import { afterFirstTry, FormElement, useAppForm } from '../../forms/form.tsx';
import { showRefusal } from '../../forms/refusal.ts';
import { useStepUp } from '../../identity/step-up.tsx';
import { BeginSeeAsMutation, type PersonPage } from './person.queries.ts';

const NOBODY = '';
const schema = z.object({
  profile: z.string(),
  reason: z.string().trim().min(10, 'Write why, in 10 to 500 characters.').max(500, 'Write at most 500 characters.'),
});

/** Leads to Reprise as a person's household sees it. */
export function SeeAsButton({ page }: { page: PersonPage }) {
  const [asking, setAsking] = useState(false);
  return (
    <>
      <Button look="outline" onClick={() => setAsking(true)}>
        <IconEye size={18} aria-hidden="true" />
        See as this viewer
      </Button>
      {asking && <SeeAsDialog page={page} onClose={() => setAsking(false)} />}
    </>
  );
}

function SeeAsDialog({ page, onClose }: { page: PersonPage; onClose: () => void }) {
  const id = useId();
  const { guarded } = useStepUp();
  const [, begin] = useMutation(BeginSeeAsMutation);
  const form = useAppForm({
    defaultValues: { profile: page.profiles[0]?.id ?? NOBODY, reason: '' },
    validationLogic: afterFirstTry,
    validators: { onDynamic: schema },
    onSubmit: async ({ value }) => {
      const { profile, reason } = schema.parse(value);
      const profileId = profile === NOBODY ? null : profile;
      const commandId = randomUuid();
      const { data, error } = await guarded(() => begin({ commandId, accountId: page.person.id, profileId, reason }));
      const answer = data?.beginSeeAs;
      if (answer?.__typename !== 'SeeAsBegan') return showRefusal(form, answer, error);
      // A new page: nothing of one's own stays on it.
      forgetAnswers();
      window.location.assign('/');
    },
  });
  const options = [
    ...page.profiles.map((profile) => [profile.id, profile.name] as const),
    [NOBODY, 'Nobody of the household'] as const,
  ];
  return (
    <form.AppForm>
      <Dialog
        title="See as this viewer"
        onClose={onClose}
        actions={
          <>
            <Button look="outline" onClick={onClose}>
              Cancel
            </Button>
            <form.Submit pending="Going there…" form={id}>
              See as this viewer
            </form.Submit>
          </>
        }
      >
        <FormElement form={form} id={id} className="s-dialog-form">
          <p>For 30 minutes you see Reprise as they do, and change nothing. They see that support looked, and when.</p>
          <form.AppField name="profile">
            {(field) => <field.ChoiceField label="Profile" options={options} />}
          </form.AppField>
          <form.AppField name="reason">
            {(field) => (
              <field.TextField label="Reason" hint="It stays in the log: write no names and no addresses." multiline />
            )}
          </form.AppField>
          <form.Problem />
        </FormElement>
      </Dialog>
    </form.AppForm>
  );
}
