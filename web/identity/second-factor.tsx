import { IconShieldLock } from '@tabler/icons-react';
import { useState } from 'react';
import { useMutation } from 'urql';
import { z } from 'zod';
import { randomUuid } from '../app/uuid.ts';
import { afterFirstTry, FormElement, useAppForm } from '../forms/form.tsx';
import { showRefusal } from '../forms/refusal.ts';
import { failureOf } from '../app/graphql/failure.ts';
import { DeviceLimit } from './device-limit.tsx';
import { codeField, recoveryCodeField } from './fields.ts';
import { Card } from './frame.tsx';
import { PasskeyButton } from './passkey-button.tsx';
import { usePasskey } from './use-passkey.ts';
import { CompleteSignInMutation, type Completed, type SecondFactorNeeded } from './second-factor.queries.ts';

interface SecondFactorProps {
  readonly needed: SecondFactorNeeded;
  readonly onSignedIn: () => void;
  /** Begins again, with the first proof. */
  readonly onAgain: () => void;
}

/** As many devices as may be; the command under which whoever proved both goes on. */
interface Full {
  readonly reached: Extract<Completed, { readonly __typename: 'DeviceLimitReached' }>;
  readonly commandId: string;
}

type Way = SecondFactorNeeded['methods'][number];
const NAMES: Readonly<Record<Way, string>> = {
  PASSKEY: 'Use a passkey',
  CODE: 'Use the code of the app',
  RECOVERY_CODE: 'Use a recovery code',
};
/** What is asked for here, by what it is typed into. */
const FORMS = {
  CODE: {
    lead: 'Open your authenticator app and type the six digits that it shows for Reprise.',
    label: 'Code of the app',
    field: codeField,
  },
  RECOVERY_CODE: {
    lead: 'Type one of the codes that you kept when you added the app. Each works once.',
    label: 'Recovery code',
    field: recoveryCodeField,
  },
} as const;
type Typed = keyof typeof FORMS;
const isTyped = (way: Way): way is Typed => way in FORMS;

/** The second proof of a sign-in, by one of the ways that the account has. */
export function SecondFactor({ needed, onSignedIn, onAgain }: SecondFactorProps) {
  const ways = needed.methods.filter(isTyped);
  const [way, setWay] = useState<Typed | undefined>(ways[0]);
  const lead = way === undefined ? 'Use one of the passkeys of your account.' : FORMS[way].lead;
  const [full, setFull] = useState<Full | null>(null);
  const [, complete] = useMutation(CompleteSignInMutation);
  /** Again, with a device to sign out first. */
  const inItsPlace = async ({ reached, commandId }: Full, signOut: string): Promise<string | null> => {
    const challenge = reached.challenge ?? '';
    const { data, error } = await complete({ commandId, challenge, signOut });
    const answer = data?.completeSignIn;
    if (answer?.__typename === 'SignedIn') onSignedIn();
    else if (answer?.__typename === 'DeviceLimitReached') setFull({ reached: answer, commandId });
    else return answer?.message ?? (error === undefined ? 'Try again.' : failureOf(error).remedy);
    return null;
  };
  if (full !== null)
    return <DeviceLimit reached={full.reached} onChoose={(signOut) => inItsPlace(full, signOut)} onBack={onAgain} />;
  return (
    <Card title="One more step" icon={<IconShieldLock size={28} stroke={1.7} />} lead={<p>{lead}</p>}>
      {way !== undefined && (
        <TypedProof key={way} way={way} challenge={needed.challenge} onSignedIn={onSignedIn} onFull={setFull} />
      )}
      {needed.methods.includes('PASSKEY') && (
        <PasskeyProof challenge={needed.challenge} onSignedIn={onSignedIn} onFull={setFull} />
      )}
      <nav className="a-links" aria-label="Other ways">
        {ways
          .filter((other) => other !== way)
          .map((other) => (
            <button key={other} type="button" className="a-link" onClick={() => setWay(other)}>
              {NAMES[other]}
            </button>
          ))}
        <button type="button" className="a-link" onClick={onAgain}>
          Begin again
        </button>
      </nav>
    </Card>
  );
}

interface ProofProps {
  readonly challenge: string;
  readonly onSignedIn: () => void;
  /** The proof was right, and there are too many devices. */
  readonly onFull: (full: Full) => void;
}

function PasskeyProof({ challenge, onSignedIn, onFull }: ProofProps) {
  const ask = usePasskey();
  const [, complete] = useMutation(CompleteSignInMutation);
  const by = async (passkey: string): Promise<string | null> => {
    const commandId = randomUuid();
    const { data, error } = await complete({ commandId, challenge, passkey });
    const answer = data?.completeSignIn;
    if (answer?.__typename === 'SignedIn') onSignedIn();
    else if (answer?.__typename === 'DeviceLimitReached') onFull({ reached: answer, commandId });
    else return answer?.message ?? (error === undefined ? 'Try again.' : failureOf(error).remedy);
    return null;
  };
  return (
    <PasskeyButton ask={() => ask({ purpose: 'SECOND_FACTOR', challenge })} onPasskey={by}>
      {NAMES.PASSKEY}
    </PasskeyButton>
  );
}

function TypedProof({ way, challenge, onSignedIn, onFull }: ProofProps & { readonly way: Typed }) {
  const [, complete] = useMutation(CompleteSignInMutation);
  const { label, field: schema } = FORMS[way];
  const name = way === 'CODE' ? 'code' : 'recoveryCode';
  const form = useAppForm({
    defaultValues: { code: '', recoveryCode: '' },
    validationLogic: afterFirstTry,
    validators: {
      onDynamic: z.object({
        code: way === 'CODE' ? schema : z.string(),
        recoveryCode: way === 'CODE' ? z.string() : schema,
      }),
    },
    onSubmit: async ({ value }) => {
      const commandId = randomUuid();
      const { data, error } = await complete({ commandId, challenge, [name]: value[name] });
      const answer = data?.completeSignIn;
      if (answer?.__typename === 'SignedIn') onSignedIn();
      else if (answer?.__typename === 'DeviceLimitReached') onFull({ reached: answer, commandId });
      else showRefusal(form, answer, error);
    },
  });
  return (
    <FormElement form={form} className="a-form">
      <form.AppField name={name}>
        {(field) =>
          way === 'CODE' ? (
            <field.TextField
              label={label}
              inputMode="numeric"
              autoComplete="one-time-code"
              className="a-onetime"
              autoFocus
            />
          ) : (
            <field.TextField label={label} className="a-onetime" placeholder="XXXX-XXXX-XXXX-XXXX" autoFocus />
          )
        }
      </form.AppField>
      <form.AppForm>
        <form.Problem />
        <form.Submit pending="Signing in…">Sign in</form.Submit>
      </form.AppForm>
    </FormElement>
  );
}
