import { useId } from 'react';
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
import { ChangeProgramScopesMutation, type Program, type ProgramScope } from './programs.queries.ts';

const schema = z.object({ scopes: z.array(z.string()).min(1, 'Choose at least one thing that it may do.') });

interface ScopesDialogProps {
  readonly program: Program;
  readonly scopes: readonly ProgramScope[];
  readonly onChanged: () => void;
  readonly onClose: () => void;
}

/** Says what a program may do. */
export function ScopesDialog({ program, scopes, onChanged, onClose }: ScopesDialogProps) {
  const id = useId();
  const { guarded } = useStepUp();
  const [, change] = useMutation(ChangeProgramScopesMutation);
  const form = useAppForm({
    defaultValues: { scopes: [...program.scopes] },
    validationLogic: afterFirstTry,
    validators: { onDynamic: schema },
    onSubmit: async ({ value }) => {
      const wanted = { commandId: randomUuid(), programId: program.id, scopes: value.scopes };
      const { data, error } = await guarded(() => change(wanted));
      const answer = data?.changeProgramScopes;
      if (answer?.__typename !== 'ProgramChanged') return showRefusal(form, answer, error);
      rememberToken(answer.token);
      onChanged();
      onClose();
    },
  });
  return (
    <form.AppForm>
      <Dialog
        title={`What ${program.name} may do`}
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
        <p className="s-lead">It counts for all of its keys within a minute.</p>
        <FormElement form={form} id={id} className="s-dialog-form">
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
          <form.Problem />
        </FormElement>
      </Dialog>
    </form.AppForm>
  );
}
