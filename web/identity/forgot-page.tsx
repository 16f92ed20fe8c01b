import { Link } from '@tanstack/react-router';
import { useState } from 'react';
import { useMutation } from 'urql';
import { z } from 'zod';
import { randomUuid } from '../app/uuid.ts';
import { afterFirstTry, FormElement, useAppForm } from '../forms/form.tsx';
import { showRefusal } from '../forms/refusal.ts';
import { emailField } from './fields.ts';
import { Card } from './frame.tsx';
import { LookInMail } from './look-in-mail.tsx';
import { RequestLinkMutation } from './sign-in.queries.ts';

const schema = z.object({ email: emailField });

/** Asks for a link that sets another password. */
export function ForgotPage() {
  const [sentTo, setSentTo] = useState<string | null>(null);
  return sentTo === null ? (
    <ForgotForm onSent={setSentTo} />
  ) : (
    <LookInMail email={sentTo} purpose="RESET_PASSWORD">
      If there is an account with this address, the link in it lets you choose another password.
    </LookInMail>
  );
}

function ForgotForm({ onSent }: { onSent: (email: string) => void }) {
  const [, request] = useMutation(RequestLinkMutation);
  const form = useAppForm({
    defaultValues: { email: '' },
    validationLogic: afterFirstTry,
    validators: { onDynamic: schema },
    onSubmit: async ({ value }) => {
      const { email } = schema.parse(value);
      const { data, error } = await request({ commandId: randomUuid(), email, purpose: 'RESET_PASSWORD' });
      if (data?.requestLink.__typename === 'LinkRequested') onSent(email);
      else showRefusal(form, data?.requestLink, error);
    },
  });
  return (
    <Card title="Choose another password" lead="We send a link to the address of your account.">
      <FormElement form={form} className="a-form">
        <form.AppField name="email">
          {(field) => <field.TextField label="E-mail address" type="email" autoComplete="email" autoFocus />}
        </form.AppField>
        <form.AppForm>
          <form.Problem />
          <form.Submit pending="Sending…">Send the link</form.Submit>
        </form.AppForm>
      </FormElement>
      <nav className="a-links" aria-label="Other ways">
        <Link to="/sign-in" className="a-link">
          Back to signing in
        </Link>
      </nav>
    </Card>
  );
}
