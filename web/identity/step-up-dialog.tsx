import './frame.css';
import './account.css';
import { Link } from '@tanstack/react-router';
import { type ReactNode, useId, useState } from 'react';
import { useMutation, useQuery } from 'urql';
import { z } from 'zod';
import { ViewerProvider } from '../app/graphql/viewer-client.tsx';
import { randomUuid } from '../app/uuid.ts';
import { Button, buttonClass } from '../design/button.tsx';
import { Dialog } from '../design/dialog.tsx';
import { FailureMessage } from '../design/states.tsx';
import { afterFirstTry, FormElement, useAppForm } from '../forms/form.tsx';
import { showRefusal } from '../forms/refusal.ts';
import { PasskeyButton } from './passkey-button.tsx';
import { startOf } from './provider-ways.tsx';
import { hasPasskeys, usePasskey } from './use-passkey.ts';
import { failureOf } from '../app/graphql/failure.ts';
import { codeField, knownPassword } from './fields.ts';
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
  const [{ data, error, fetching }, refresh] = useQuery({ query: ProofsQuery });
  const [asked, ask] = useState<Way | null>(null);
  if (data === undefined && error !== undefined && !fetching)
    return (
      <Asking onClose={props.onClose}>
        <FailureMessage error={error} onRetry={() => refresh({ requestPolicy: 'network-only' })} />
      </Asking>
    );
  if (data === undefined) return null;
  const { myAccount, mySecurity } = data;
  const ways: readonly Way[] = [
    ...(myAccount?.hasPassword === true ? (['password'] as const) : []),
    ...(mySecurity?.authenticator === true ? (['code'] as const) : []),
  ];
  const way = asked ?? ways[0];
  const byPasskey = (mySecurity?.passkeys.length ?? 0) > 0 && hasPasskeys();
  const providers = myAccount?.openIds ?? [];
  if (way === undefined && (byPasskey || providers.length > 0))
    return (
      <Asking onClose={props.onClose}>
        <p className="a-section__lead">This asks for a proof that is at most ten minutes old.</p>
        {byPasskey && <ByPasskey onProved={props.onProved} />}
        {providers.map((provider) => (
          <ByProvider key={provider.id} {...provider} />
        ))}
      </Asking>
    );
  if (myAccount === null || way === undefined) return <SignInAgain onClose={props.onClose} />;
  const others = ways.filter((other) => other !== way);
  return (
    <Typed key={way} way={way} others={others} onOther={ask} byPasskey={byPasskey} email={myAccount.email} {...props} />
  );
}

/** What somebody can type here to prove who they are. */
type Way = 'password' | 'code';
const SWITCH: Readonly<Record<Way, string>> = { password: 'Use the password', code: 'Use the code of the app' };

interface TypedProps extends StepUpDialogProps {
  readonly way: Way;
  readonly others: readonly Way[];
  readonly onOther: (way: Way) => void;
  readonly byPasskey: boolean;
  readonly email: string;
}

function Typed({ way, others, onOther, byPasskey, email, onProved, onClose }: TypedProps) {
  const id = useId();
  const [, confirm] = useMutation(ConfirmMutation);
  const form = useAppForm({
    defaultValues: { password: '', code: '' },
    validationLogic: afterFirstTry,
    validators: {
      onDynamic: z.object({
        password: way === 'password' ? knownPassword : z.string(),
        code: way === 'code' ? codeField : z.string(),
      }),
    },
    onSubmit: async ({ value }) => {
      const { data, error } = await confirm({ commandId: randomUuid(), [way]: value[way] });
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
          {way === 'password' ? (
            <>
              {/* For password managers: whose password it is. */}
              <input type="email" autoComplete="username" value={email} readOnly hidden />
              <form.AppField name="password">
                {(field) => <field.PasswordField label="Your password" autoComplete="current-password" />}
              </form.AppField>
            </>
          ) : (
            <form.AppField name="code">
              {(field) => (
                <field.TextField
                  label="Code of the app"
                  inputMode="numeric"
                  autoComplete="one-time-code"
                  className="a-onetime"
                />
              )}
            </form.AppField>
          )}
          <form.Problem />
          {byPasskey && <ByPasskey onProved={onProved} />}
          {others.map((other) => (
            <button key={other} type="button" className="a-link" onClick={() => onOther(other)}>
              {SWITCH[other]}
            </button>
          ))}
        </FormElement>
      </Dialog>
    </form.AppForm>
  );
}

/** Proves it by a passkey. */
function ByPasskey({ onProved }: Pick<StepUpDialogProps, 'onProved'>) {
  const ask = usePasskey();
  const [, confirm] = useMutation(ConfirmMutation);
  const by = async (passkey: string): Promise<string | null> => {
    const { data, error } = await confirm({ commandId: randomUuid(), passkey });
    const answer = data?.confirmItIsMe;
    if (answer?.__typename === 'ItIsMe') onProved();
    else return answer?.message ?? (error === undefined ? 'Try again.' : failureOf(error).remedy);
    return null;
  };
  return (
    <PasskeyButton ask={() => ask({ purpose: 'CONFIRM' })} onPasskey={by}>
      Use a passkey
    </PasskeyButton>
  );
}

/** Leaves this page for the provider, and comes back to it. */
function ByProvider({ id, name }: { id: string; name: string }) {
  const next = `${location.pathname}${location.search}`;
  return (
    <>
      <a href={startOf(id, { confirm: '1', next })} className={buttonClass('outline')}>
        Go on with {name}
      </a>
      <p className="a-row__value">It asks you there once more. Then do this again.</p>
    </>
  );
}

/** Where there is nothing to type. */
function Asking({ onClose, children }: { onClose: () => void; children: ReactNode }) {
  return (
    <Dialog
      title="Is it you?"
      onClose={onClose}
      actions={
        <Button look="outline" onClick={onClose}>
          Cancel
        </Button>
      }
    >
      <div className="a-form">{children}</div>
    </Dialog>
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
