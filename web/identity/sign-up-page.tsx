import { Link } from '@tanstack/react-router';
import { useState } from 'react';
import { useMutation, useQuery } from 'urql';
import { z } from 'zod';
import { randomUuid } from '../app/uuid.ts';
import { afterFirstTry, FormElement, useAppForm, useStore } from '../forms/form.tsx';
import { showRefusal } from '../forms/refusal.ts';
import { emailField, newPassword } from './fields.ts';
import { Card } from './frame.tsx';
import { LookInMail } from './look-in-mail.tsx';
import { PasswordStrength } from './password-strength.tsx';
import { ProviderWays } from './provider-ways.tsx';
import { HereQuery, RegisterMutation } from './sign-in.queries.ts';

/** Makes an account of an address and a password; a link in a message proves the address. */
export function SignUpPage() {
  const [sentTo, setSentTo] = useState<string | null>(null);
  return sentTo === null ? (
    <SignUpForm onSent={setSentTo} />
  ) : (
    <LookInMail email={sentTo} purpose="VERIFY_EMAIL">
      Open the link in it to finish your account.
    </LookInMail>
  );
}

function SignUpForm({ onSent }: { onSent: (email: string) => void }) {
  const [{ data: here }] = useQuery({ query: HereQuery });
  const [, register] = useMutation(RegisterMutation);
  const schema = z.object({ email: emailField, password: newPassword(here?.accountPolicy.passwordMinLength ?? 8) });
  const form = useAppForm({
    defaultValues: { email: '', password: '' },
    validationLogic: afterFirstTry,
    validators: { onDynamic: schema },
    onSubmit: async ({ value }) => {
      const { email, password } = schema.parse(value);
      const variables = { commandId: randomUuid(), email, password, locale: navigator.language };
      const { data, error } = await register(variables);
      if (data?.register.__typename === 'RegistrationReceived') onSent(email);
      else showRefusal(form, data?.register, error);
    },
  });
  const { email, password } = useStore(form.store, (state) => state.values);
  return (
    <Card
      title="Create an account"
      lead="Remembers where you stopped, on every screen, for everybody in your household."
    >
      <FormElement form={form} className="a-form">
        <form.AppField name="email">
          {(field) => <field.TextField label="E-mail address" type="email" autoComplete="username" autoFocus />}
        </form.AppField>
        <form.AppField name="password">
          {(field) => <field.PasswordField label="Password" autoComplete="new-password" />}
        </form.AppField>
        <PasswordStrength password={password} hints={[email.trim()]} />
        <form.AppForm>
          <form.Problem />
          <form.Submit pending="Creating…">Create the account</form.Submit>
        </form.AppForm>
      </FormElement>
      <ProviderWays />
      <nav className="a-links" aria-label="Other ways">
        <Link to="/sign-in" className="a-link">
          I have an account
        </Link>
        {here?.accountPolicy.mode === 'OPTIONAL' && (
          <Link to="/" className="a-link">
            Watch without one
          </Link>
        )}
      </nav>
    </Card>
  );
}
