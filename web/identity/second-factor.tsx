import { IconShieldLock } from '@tabler/icons-react';
import { useState } from 'react';
import { useMutation } from 'urql';
import { z } from 'zod';
import { randomUuid } from '../app/uuid.ts';
import { afterFirstTry, FormElement, useAppForm } from '../forms/form.tsx';
import { showRefusal } from '../forms/refusal.ts';
import { codeField, recoveryCodeField } from './fields.ts';
import { Card } from './frame.tsx';
import { CompleteSignInMutation, type SecondFactorNeeded } from './second-factor.queries.ts';

interface SecondFactorProps {
  readonly needed: SecondFactorNeeded;
  readonly onSignedIn: () => void;
  /** Begins again, with the first proof. */
  readonly onAgain: () => void;
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
  const [way, setWay] = useState<Typed>(ways[0] ?? 'RECOVERY_CODE');
  return (
    <Card title="One more step" icon={<IconShieldLock size={28} stroke={1.7} />} lead={<p>{FORMS[way].lead}</p>}>
      <TypedProof key={way} way={way} challenge={needed.challenge} onSignedIn={onSignedIn} />
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

function TypedProof({ way, challenge, onSignedIn }: { way: Typed; challenge: string; onSignedIn: () => void }) {
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
      const { data, error } = await complete({ commandId: randomUuid(), challenge, [name]: value[name] });
      const answer = data?.completeSignIn;
      if (answer?.__typename === 'SignedIn') onSignedIn();
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
