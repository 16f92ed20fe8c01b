import './frame.css';
import './account.css';
import { Link } from '@tanstack/react-router';
import { useId } from 'react';
import { useMutation, useQuery } from 'urql';
import { z } from 'zod';
import { ViewerProvider } from '../app/graphql/viewer-client.tsx';
import { randomUuid } from '../app/uuid.ts';
import { Button, buttonClass } from '../design/button.tsx';
import { Dialog } from '../design/dialog.tsx';
import { afterFirstTry, FormElement, useAppForm } from '../forms/form.tsx';
import { showRefusal } from '../forms/refusal.ts';
import { knownPassword } from './fields.ts';
import { ConfirmMutation, ProofsQuery } from './step-up.queries.ts';

interface StepUpDialogProps {
  readonly onProved: () => void;
  readonly onClose: () => void;
}

/** Asks whoever is signed in to prove once more who they are. */
export function StepUpDialog(props: StepUpDialogProps) {
  return (
    <ViewerProvider>
      <Proofs {...props} />
    </ViewerProvider>
  );
}

function Proofs(props: StepUpDialogProps) {
  const [{ data }] = useQuery({ query: ProofsQuery });
  if (data === undefined) return null;
  const { myAccount } = data;
  return myAccount?.hasPassword === true ? (
    <ByPassword email={myAccount.email} {...props} />
  ) : (
    <SignInAgain onClose={props.onClose} />
  );
}

function ByPassword({ email, onProved, onClose }: StepUpDialogProps & { email: string }) {
  const id = useId();
  const [, confirm] = useMutation(ConfirmMutation);
  const form = useAppForm({
    defaultValues: { password: '' },
    validationLogic: afterFirstTry,
    validators: { onDynamic: z.object({ password: knownPassword }) },
    onSubmit: async ({ value }) => {
      const { data, error } = await confirm({ commandId: randomUuid(), password: value.password });
      const answer = data?.confirmItIsMe;
      if (answer?.__typename === 'ItIsMe') onProved();
      else showRefusal(form, answer, error);
    },
  });
  return (
    <form.AppForm>
      <Dialog
        title="Is it you?"
        onClose={onClose}
        actions={
          <>
            <Button look="outline" onClick={onClose}>
              Cancel
            </Button>
            <form.Submit pending="One moment…" form={id}>
              Go on
            </form.Submit>
          </>
        }
      >
        <FormElement form={form} id={id} className="a-form">
          <p className="a-section__lead">This asks for a proof that is at most ten minutes old.</p>
          {/* For password managers: whose password it is. */}
          <input type="email" autoComplete="username" value={email} readOnly hidden />
          <form.AppField name="password">
            {(field) => <field.PasswordField label="Your password" autoComplete="current-password" />}
          </form.AppField>
          <form.Problem />
        </FormElement>
      </Dialog>
    </form.AppForm>
  );
}

/** Who has nothing to prove it with here signs in once more. */
function SignInAgain({ onClose }: { onClose: () => void }) {
  return (
    <Dialog
      title="Is it you?"
      onClose={onClose}
      actions={
        <>
          <Button look="outline" onClick={onClose}>
            Cancel
          </Button>
          <Link
            to="/sign-in"
            search={{ next: location.pathname }}
            className={buttonClass('primary')}
            onClick={() => onClose()}
          >
            Sign in again
          </Link>
        </>
      }
    >
      <p>This asks for a proof that is at most ten minutes old. Sign in once more, then do it again.</p>
    </Dialog>
  );
}
