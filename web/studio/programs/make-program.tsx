import { useId, useState } from 'react';
import { useMutation } from 'urql';
import { z } from 'zod';
import { rememberToken } from '../../app/graphql/consistency.ts';
import { randomUuid } from '../../app/uuid.ts';
import { Button } from '../../design/button.tsx';
import { Dialog } from '../../design/dialog.tsx';
import { messageOf } from '../../forms/form-context.ts';
import { afterFirstTry, FormElement, useAppForm } from '../../forms/form.tsx';
import { showRefusal } from '../../forms/refusal.ts';
import { useStepUp } from '../../identity/step-up.tsx';
import { PermissionChecks } from '../permission-checks.tsx';
import { KeyShown, type NewKey } from './key-shown.tsx';
import { LIFETIMES } from './lifetimes.ts';
import { CreateProgramMutation, type ProgramScope } from './programs.queries.ts';

const schema = z.object({
  name: z.string().trim().min(1, 'Say what it is for, such as: nightly import.').max(80, 'At most 80 characters.'),
  scopes: z.array(z.string()).min(1, 'Choose at least one thing that it may do.'),
  days: z.string(),
});
const empty: z.input<typeof schema> = { name: '', scopes: [], days: '90' };

interface MakeProgramProps {
  /** What whoever makes it may give. */
  readonly scopes: readonly ProgramScope[];
  readonly onMade: () => void;
  readonly onClose: () => void;
}

/** Makes a program with its first key, and shows the key. */
export function MakeProgramDialog({ scopes, onMade, onClose }: MakeProgramProps) {
  const id = useId();
  const { guarded } = useStepUp();
  const [, create] = useMutation(CreateProgramMutation);
  // One id for all tries: when an answer was lost, saying it again makes one program.
  const [commandId] = useState(randomUuid);
  const [made, setMade] = useState<NewKey | null>(null);
  const form = useAppForm({
    defaultValues: empty,
    validationLogic: afterFirstTry,
    validators: { onDynamic: schema },
    onSubmit: async ({ value }) => {
      const { name, scopes: wanted, days } = schema.parse(value);
      const { data, error } = await guarded(() => create({ commandId, name, scopes: wanted, days: Number(days) }));
      const answer = data?.createProgram;
      if (answer?.__typename !== 'ProgramKeyMade') return showRefusal(form, answer, error);
      rememberToken(answer.token);
      setMade(answer);
      onMade();
    },
  });
  if (made !== null) return <KeyShown made={made} onClose={onClose} />;
  return (
    <form.AppForm>
      <Dialog
        title="Make a program"
        onClose={onClose}
        actions={
          <>
            <Button look="outline" onClick={onClose}>
              Cancel
            </Button>
            <form.Submit pending="Making…" form={id}>
              Make
            </form.Submit>
          </>
        }
      >
        <FormElement form={form} id={id} className="s-dialog-form">
          <form.AppField name="name">
            {(field) => <field.TextField label="What it is for" hint="Stands in the log as it is: nothing personal." />}
          </form.AppField>
          <form.AppField name="scopes">
            {(field) => (
              <PermissionChecks
                permissions={scopes}
                value={field.state.value}
                onChange={(value) => field.handleChange([...value])}
                problem={messageOf(field.state.meta.errors)}
              />
            )}
          </form.AppField>
          <form.AppField name="days">
            {(field) => <field.ChoiceField label="Its key ends after" options={LIFETIMES} />}
          </form.AppField>
          <form.Problem />
        </FormElement>
      </Dialog>
    </form.AppForm>
  );
}
