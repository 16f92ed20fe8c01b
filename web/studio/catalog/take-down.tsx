import { useId } from 'react';
import { useMutation } from 'urql';
import { z } from 'zod';
import { UnpublishTitle } from '../../../schemas/catalog/title.commands.ts';
import { rememberToken } from '../../app/graphql/consistency.ts';
import { randomUuid } from '../../app/uuid.ts';
import { Button } from '../../design/button.tsx';
import { Dialog } from '../../design/dialog.tsx';
import { afterFirstTry, FormElement, useAppForm } from '../../forms/form.tsx';
import { showRefusal } from '../../forms/refusal.ts';
import { type StudioTitle, UnpublishTitleMutation } from './title.queries.ts';

const schema = z.object({
  reason: z
    .string()
    .trim()
    .min(1, 'Say why: it stands in the history of the title.')
    .pipe(UnpublishTitle.data.shape.reason),
});

interface TakeDownProps {
  readonly title: StudioTitle;
  readonly onChanged: (title: StudioTitle) => void;
  readonly onClose: () => void;
}

/** Takes a title down with a reason. */
export function TakeDown({ title, onClose, onChanged }: TakeDownProps) {
  const id = useId();
  const [, unpublish] = useMutation(UnpublishTitleMutation);
  const form = useAppForm({
    defaultValues: { reason: '' },
    validationLogic: afterFirstTry,
    validators: { onDynamic: schema },
    onSubmit: async ({ value }) => {
      const { data, error } = await unpublish({
        commandId: randomUuid(),
        titleId: title.id,
        reason: schema.parse(value).reason,
      });
      const answer = data?.unpublishTitle;
      if (answer?.__typename !== 'TitleUnpublished') return showRefusal(form, answer, error);
      rememberToken(answer.token);
      onChanged(answer.title);
      onClose();
    },
  });
  return (
    <form.AppForm>
      <Dialog
        title={`Take down “${title.name}”?`}
        onClose={onClose}
        actions={
          <>
            <Button look="outline" onClick={onClose}>
              Keep it
            </Button>
            <form.Submit look="danger" pending="Taking down…" form={id}>
              Take down
            </form.Submit>
          </>
        }
      >
        <p>
          Viewers no longer find or start it. Whoever is watching now may finish. You can publish it again at any time.
        </p>
        <FormElement form={form} id={id} className="s-dialog-form">
          <form.AppField name="reason">{(field) => <field.TextField label="Reason" />}</form.AppField>
          <form.Problem />
        </FormElement>
      </Dialog>
    </form.AppForm>
  );
}
