import { IconKey } from '@tabler/icons-react';
import { Link } from '@tanstack/react-router';
import { useId, useState } from 'react';
import { Wordmark } from '../design/bits.tsx';
import { Button } from '../design/button.tsx';
import { tokenFrom } from './session.ts';

/** Asks for the operator's token when the browser has none, or one that the server does not know. */
export function TokenPage({ refused, onToken }: { refused: boolean; onToken: (token: string) => void }) {
  const [text, setText] = useState('');
  const [bad, setBad] = useState(false);
  const field = useId();
  return (
    <main className="s-token">
      <title>Studio · Reprise</title>
      <form
        className="s-token__box"
        onSubmit={(event) => {
          event.preventDefault();
          const token = tokenFrom(text);
          setBad(token === null);
          if (token !== null) onToken(token);
        }}
      >
        <Wordmark area="Studio" />
        <h1>{refused ? 'That token is not known here' : 'The studio needs a token'}</h1>
        <p>The server prints a link to the studio when it starts. Open that link, or paste it here.</p>
        {refused && (
          <p className="notice notice--bad" role="alert">
            The server did not accept the token that this browser sent. It may belong to another installation.
          </p>
        )}
        <div className="field">
          <label className="field__label" htmlFor={field}>
            Studio link or operator token
          </label>
          <input
            id={field}
            className="input"
            type="password"
            autoComplete="off"
            spellCheck={false}
            value={text}
            aria-invalid={bad}
            aria-describedby={bad ? `${field}-error` : undefined}
            onChange={(event) => setText(event.target.value)}
          />
          {bad && (
            <span className="field__error" id={`${field}-error`}>
              Paste the whole link (…/studio#token=…) or the token alone, without spaces.
            </span>
          )}
        </div>
        <Button look="primary" type="submit">
          <IconKey size={18} />
          Open the studio
        </Button>
        <Link to="/" className="s-link">
          Go to the films instead
        </Link>
      </form>
    </main>
  );
}
