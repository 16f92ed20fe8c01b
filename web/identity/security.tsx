import { IconCheck } from '@tabler/icons-react';
import { useState } from 'react';
import { useMutation, useQuery } from 'urql';
import { failureOf } from '../app/graphql/failure.ts';
import { randomUuid } from '../app/uuid.ts';
import { Button } from '../design/button.tsx';
import { FailedPart } from '../design/failed-part.tsx';
import { Skeleton } from '../design/states.tsx';
import { AddAuthenticator } from './add-authenticator.tsx';
import { ConfirmDialog } from './confirm-dialog.tsx';
import { Passkeys } from './passkeys.tsx';
import { RecoveryCodes } from './recovery-codes.tsx';
import { Row, Section } from './section.tsx';
import {
  type AuthenticatorBegun,
  BeginAuthenticatorMutation,
  MakeRecoveryCodesMutation,
  type MySecurity,
  RemoveAuthenticatorMutation,
  SecurityQuery,
} from './security.queries.ts';
import { useStepUp } from './step-up.tsx';

/** What proves who somebody is, beside the password. */
export function Security() {
  const [{ data, error }, refresh] = useQuery({ query: SecurityQuery });
  const [said, setSaid] = useState<string | null>(null);
  const done = (words: string) => {
    setSaid(words);
    refresh({ requestPolicy: 'network-only' });
  };
  return (
    <Section
      title="Security"
      anchor="security"
      lead="A password can be guessed or copied. What you have in your hand cannot."
    >
      {said !== null && (
        <p className="notice notice--good" role="status">
          <IconCheck size={18} />
          <span>{said}</span>
        </p>
      )}
      {data?.mySecurity ? (
        <Factors security={data.mySecurity} onDone={done} />
      ) : error === undefined ? (
        <Skeleton height={64} />
      ) : (
        <FailedPart
          what="How you prove who you are"
          error={error}
          onRetry={() => refresh({ requestPolicy: 'network-only' })}
        />
      )}
    </Section>
  );
}

type Open =
  | { readonly what: 'add'; readonly begun: AuthenticatorBegun }
  | { readonly what: 'remove' }
  | { readonly what: 'make' }
  | { readonly what: 'codes'; readonly codes: readonly string[] };

function Factors({ security, onDone }: { security: MySecurity; onDone: (words: string) => void }) {
  const [open, setOpen] = useState<Open | null>(null);
  const [problem, setProblem] = useState<string | null>(null);
  const { guarded } = useStepUp();
  const [, begin] = useMutation(BeginAuthenticatorMutation);
  const [, remove] = useMutation(RemoveAuthenticatorMutation);
  const [, make] = useMutation(MakeRecoveryCodesMutation);
  const close = () => setOpen(null);
  const add = async () => {
    setProblem(null);
    const { data, error } = await guarded(() => begin({}));
    const answer = data?.beginAuthenticator;
    if (answer?.__typename === 'AuthenticatorBegun') setOpen({ what: 'add', begun: answer });
    else setProblem(answer?.message ?? (error === undefined ? 'Try again.' : failureOf(error).remedy));
  };
  const { authenticator, recoveryCodesLeft, passkeys } = security;
  return (
    <>
      {problem !== null && (
        <p className="notice notice--bad" role="alert">
          {problem}
        </p>
      )}
      <Passkeys passkeys={passkeys} onDone={onDone} />
      <Row
        name="Authenticator app"
        action={
          authenticator ? (
            <Button look="outline" onClick={() => setOpen({ what: 'remove' })}>
              Remove the app
            </Button>
          ) : (
            <Button look="outline" onClick={() => void add()}>
              Add an app
            </Button>
          )
        }
      >
        {authenticator
          ? 'Signing in asks for the code that it shows.'
          : 'An app on your phone that shows six digits, asked for after the password.'}
      </Row>
      {(authenticator || passkeys.length > 0) && (
        <Row
          name="Recovery codes"
          action={
            <Button look="outline" onClick={() => setOpen({ what: 'make' })}>
              Make new codes
            </Button>
          }
        >
          {left(recoveryCodesLeft)}
        </Row>
      )}
      {open?.what === 'add' && (
        <AddAuthenticator
          begun={open.begun}
          onClose={close}
          onAdded={(codes) => {
            onDone('Signing in asks for the code of your app from now on.');
            setOpen(codes.length === 0 ? null : { what: 'codes', codes });
          }}
        />
      )}
      {open?.what === 'remove' && (
        <ConfirmDialog
          title="Remove the app?"
          keep="Keep it"
          button="Remove the app"
          onClose={close}
          run={async () => (await guarded(() => remove({ commandId: randomUuid() }))).data?.removeAuthenticator}
          done="FactorChanged"
          onDone={() => {
            close();
            onDone('The app is removed. Signing in asks for the password alone.');
          }}
        >
          Whoever knows your password can sign in as you then.
        </ConfirmDialog>
      )}
      {open?.what === 'make' && (
        <ConfirmDialog
          title="Make new recovery codes?"
          keep="Keep the old ones"
          button="Make new codes"
          onClose={close}
          run={async () => (await guarded(() => make({ commandId: randomUuid() }))).data?.makeRecoveryCodes}
          done="RecoveryCodes"
          onDone={({ codes }) => {
            onDone('You have new recovery codes.');
            setOpen({ what: 'codes', codes });
          }}
        >
          Those that you have kept do not work any more then.
        </ConfirmDialog>
      )}
      {open?.what === 'codes' && <RecoveryCodes codes={open.codes} onClose={close} />}
    </>
  );
}

const left = (count: number): string => {
  if (count === 0) return 'None is left. Make new ones, for the day on which you lose the app.';
  return count === 1 ? 'One is left. Make new ones soon.' : `${count} are left, for the day on which you lose the app.`;
};
