import { getRouteApi, Link } from '@tanstack/react-router';
import { useState } from 'react';
import { useMutation } from 'urql';
import { z } from 'zod';
import { failureOf } from '../app/graphql/failure.ts';
import { randomUuid } from '../app/uuid.ts';
import { afterFirstTry, FormElement, useAppForm } from '../forms/form.tsx';
import { showRefusal } from '../forms/refusal.ts';
import { DeviceLimit } from './device-limit.tsx';
import { emailField, knownPassword } from './fields.ts';
import { Card } from './frame.tsx';
import { LookInMail } from './look-in-mail.tsx';
import { SignInByPasskey } from './sign-in-by-passkey.tsx';
import { SecondFactor } from './second-factor.tsx';
import type { SecondFactorNeeded } from './second-factor.queries.ts';
import { type LimitReached, SignInMutation } from './sign-in.queries.ts';
import { ProviderWays } from './provider-ways.tsx';
import { useArrival } from './use-arrival.ts';

const route = getRouteApi('/account-frame/sign-in');
const schema = z.object({ email: emailField, password: knownPassword });

/** Signs in by address and password. */
export function SignInPage() {
  const [unverified, setUnverified] = useState<string | null>(null);
  const [needed, setNeeded] = useState<SecondFactorNeeded | null>(null);
  const { next } = route.useSearch();
  const arrive = useArrival();
  if (needed !== null)
    return <SecondFactor needed={needed} onSignedIn={() => arrive(next)} onAgain={() => setNeeded(null)} />;
  return unverified === null ? (
    <SignInForm onUnverified={setUnverified} onNeeded={setNeeded} />
  ) : (
    <LookInMail before email={unverified} purpose="VERIFY_EMAIL">
      Open the link in it first: it shows that the address is yours.
    </LookInMail>
  );
}

interface SignInFormProps {
  readonly onUnverified: (email: string) => void;
  /** The password was right, and something more is asked for. */
  readonly onNeeded: (needed: SecondFactorNeeded) => void;
}

function SignInForm({ onUnverified, onNeeded }: SignInFormProps) {
  const { next } = route.useSearch();
  const arrive = useArrival();
  const [, signIn] = useMutation(SignInMutation);
  const [reached, setReached] = useState<LimitReached | null>(null);
  /** For whoever came by a passkey. */
  const [again, setAgain] = useState<((signInId: string) => Promise<string | null>) | null>(null);
  const form = useAppForm({
    defaultValues: { email: '', password: '' },
    validationLogic: afterFirstTry,
    validators: { onDynamic: schema },
    onSubmit: async ({ value }) => {
      const { email, password } = schema.parse(value);
      const { data, error } = await signIn({ commandId: randomUuid(), email, password });
      const answer = data?.signIn;
      if (answer?.__typename === 'DeviceLimitReached') return setReached(answer);
      if (answer?.__typename === 'SignedIn') return arrive(next);
      if (answer?.__typename === 'SecondFactorNeeded') return onNeeded(answer);
      if (answer?.__typename === 'CommandRefused' && answer.code === 'sign-in.unverified') return onUnverified(email);
      showRefusal(form, answer, error);
    },
  });
  /** Again, with a device to sign out first. */
  const inItsPlace = async (signInId: string): Promise<string | null> => {
    const { email, password } = schema.parse(form.state.values);
    const { data, error } = await signIn({ commandId: randomUuid(), email, password, signOut: signInId });
    const answer = data?.signIn;
    if (answer?.__typename === 'SignedIn') arrive(next);
    else if (answer?.__typename === 'SecondFactorNeeded') onNeeded(answer);
    else if (answer?.__typename === 'DeviceLimitReached') setReached(answer);
    else return answer?.message ?? (error === undefined ? 'Try again.' : failureOf(error).remedy);
    return null;
  };
  if (reached !== null)
    return (
      <DeviceLimit
        reached={reached}
        onChoose={again ?? inItsPlace}
        onBack={() => {
          setAgain(null);
          setReached(null);
        }}
      />
    );
  return (
    <Card title="Sign in">
      <FormElement form={form} className="a-form">
        <form.AppField name="email">
          {(field) => (
            <field.TextField label="E-mail address" type="email" autoComplete="username webauthn" autoFocus />
          )}
        </form.AppField>
        <form.AppField name="password">
          {(field) => <field.PasswordField label="Password" autoComplete="current-password" />}
        </form.AppField>
        <form.AppForm>
          <form.Problem />
          <form.Submit pending="Signing in…">Sign in</form.Submit>
        </form.AppForm>
      </FormElement>
      <SignInByPasskey
        onSignedIn={() => arrive(next)}
        onLimit={(limit, choose) => {
          setAgain(() => choose);
          setReached(limit);
        }}
      />
      <ProviderWays next={next} />
      <nav className="a-links" aria-label="Other ways">
        <Link to="/sign-up" className="a-link">
          Create an account
        </Link>
        <Link to="/forgot" className="a-link">
          I forgot my password
        </Link>
        <Link to="/tv" className="a-link">
          This is a television
        </Link>
      </nav>
    </Card>
  );
}
