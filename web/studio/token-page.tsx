import { IconKey } from '@tabler/icons-react';
import { Link } from '@tanstack/react-router';
import { Wordmark } from '../design/bits.tsx';
import { afterFirstTry, FormElement, useAppForm } from '../forms/form.tsx';
import { tokenForm } from './token-form.ts';

/** Asks for the operator's token when the browser has none, or one that the server does not know. */
export function TokenPage({ refused, onToken }: { refused: boolean; onToken: (token: string) => void }) {
  const form = useAppForm({
    defaultValues: { token: '' },
    validationLogic: afterFirstTry,
    validators: { onDynamic: tokenForm },
    onSubmit: ({ value }) => onToken(tokenForm.parse(value).token),
  });
  return (
    <main className="s-token">
      <title>Studio · Reprise</title>
      <FormElement form={form} className="s-token__box">
        <Wordmark area="Studio" />
        <h1>{refused ? 'That token is not known here' : 'The studio needs a token'}</h1>
        <p>
          The server prints a link to the studio when it starts. Open that link, or paste it here. If you have an
          account that works here,{' '}
          <Link to="/sign-in" search={{ next: '/studio' }} className="s-link">
            sign in
          </Link>
          .
        </p>
        {refused && (
          <p className="notice notice--bad" role="alert">
            The server did not accept the token that this browser sent. It may belong to another installation.
          </p>
        )}
        <form.AppField name="token">
          {(field) => <field.TextField label="Studio link or operator token" type="password" />}
        </form.AppField>
        <form.AppForm>
          <form.Submit pending="Opening…">
            <IconKey size={18} />
            Open the studio
          </form.Submit>
        </form.AppForm>
        <Link to="/" className="s-link">
          Go to the films instead
        </Link>
      </FormElement>
    </main>
  );
}
