import { useId, useState } from 'react';
import { useMutation } from 'urql';
import { rememberToken } from '../../app/graphql/consistency.ts';
import { randomUuid } from '../../app/uuid.ts';
import { Button } from '../../design/button.tsx';
import { Dialog } from '../../design/dialog.tsx';
import { FormElement, useAppForm } from '../../forms/form.tsx';
import { showRefusal } from '../../forms/refusal.ts';
import { useStepUp } from '../../identity/step-up.tsx';
import { KeyShown, type NewKey } from './key-shown.tsx';
import { LIFETIMES, OVERLAPS } from './lifetimes.ts';
import { MakeProgramKeyMutation, type Program, type ProgramKey } from './programs.queries.ts';

interface NewKeyProps {
  readonly program: Program;
  /** The key that it takes the place of; null: it stands beside the others. */
  readonly replaces: ProgramKey | null;
  readonly onMade: () => void;
  readonly onClose: () => void;
}

/** Makes another key of a program, in the place of one that ends a little later or beside all. */
export function NewKeyDialog({ program, replaces, onMade, onClose }: NewKeyProps) {
  const id = useId();
  const { guarded } = useStepUp();
  const [, make] = useMutation(MakeProgramKeyMutation);
  const [commandId] = useState(randomUuid);
  const [made, setMade] = useState<NewKey | null>(null);
  const form = useAppForm({
    defaultValues: { days: '90', hours: '24' },
    onSubmit: async ({ value }) => {
      const replaced = replaces === null ? {} : { replaces: replaces.id };
      const wanted = { programId: program.id, days: Number(value.days), overlapHours: Number(value.hours) };
      const { data, error } = await guarded(() => make({ commandId, ...wanted, ...replaced }));
      const answer = data?.makeProgramKey;
      if (answer?.__typename !== 'ProgramKeyMade') return showRefusal(form, answer, error);
      rememberToken(answer.token);
      setMade(answer);
      onMade();
    },
  });
  if (made !== null)
    return (
      <KeyShown
        made={made}
        note={replaces === null ? undefined : `Give it to the program before rps_${replaces.prefix}… ends.`}
        onClose={onClose}
      />
    );
  return (
    <form.AppForm>
      <Dialog
        title={replaces === null ? `Another key for ${program.name}` : `Rotate rps_${replaces.prefix}…`}
        onClose={onClose}
        actions={
          <>
            <Button look="outline" onClick={onClose}>
              Cancel
            </Button>
            <form.Submit pending="Making…" form={id}>
              Make the key
            </form.Submit>
          </>
        }
      >
        <FormElement form={form} id={id} className="s-dialog-form">
          <form.AppField name="days">
            {(field) => <field.ChoiceField label="The new key ends after" options={LIFETIMES} />}
          </form.AppField>
          {replaces !== null && (
            <form.AppField name="hours">
              {(field) => <field.ChoiceField label="The old key goes on" options={OVERLAPS} />}
            </form.AppField>
          )}
          <form.Problem />
        </FormElement>
      </Dialog>
    </form.AppForm>
  );
}
