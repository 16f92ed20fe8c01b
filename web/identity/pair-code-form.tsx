import { IconDeviceTv } from '@tabler/icons-react';
import { Link } from '@tanstack/react-router';
import { type ChangeEvent, type FormEvent, useLayoutEffect, useRef, useState } from 'react';
import { Button } from '../design/button.tsx';
import { Field } from '../design/field.tsx';
import { Card } from './frame.tsx';
import { cursorAfter, isWhole, lettersOf, showTyped } from './pair-code.ts';

interface PairCodeFormProps {
  /** What was tried before, and why it was not taken. */
  readonly code?: string;
  readonly problem?: string;
  readonly onCode: (code: string) => void;
}

/** Asks for the code of a screen. */
export function PairCodeForm({ code = '', problem: refused, onCode }: PairCodeFormProps) {
  const input = useRef<HTMLInputElement>(null);
  const [text, setText] = useState(showTyped(code));
  const [cursor, setCursor] = useState<number | null>(null);
  const [problem, setProblem] = useState(refused);
  useLayoutEffect(() => {
    if (cursor !== null) input.current?.setSelectionRange(cursor, cursor);
  }, [cursor, text]);

  const type = ({ target }: ChangeEvent<HTMLInputElement>) => {
    const before = target.value.slice(0, target.selectionStart ?? target.value.length);
    setText(showTyped(target.value));
    setCursor(cursorAfter(lettersOf(before).length));
    setProblem(undefined);
  };
  const send = (event: FormEvent) => {
    event.preventDefault();
    if (isWhole(text) && text !== code) return onCode(text);
    setProblem(isWhole(text) ? refused : 'A code has eight letters, like BCDF-GHJK.');
    input.current?.focus();
  };
  return (
    <Card
      arrived={refused === undefined}
      title="Let a screen in"
      icon={<IconDeviceTv size={28} stroke={1.7} />}
      lead="Open Reprise on your television and choose to sign in: it shows a code."
    >
      <form className="a-form" noValidate onSubmit={send}>
        <Field label="Code on the screen" hint="Eight letters, no vowels." problem={problem}>
          {(given) => (
            <input
              {...given}
              ref={input}
              className="input a-pair__input"
              value={text}
              onChange={type}
              // oxlint-disable-next-line jsx-a11y/no-autofocus -- the one thing to do here
              autoFocus
              autoComplete="off"
              autoCapitalize="characters"
              autoCorrect="off"
              spellCheck={false}
              inputMode="text"
              enterKeyHint="go"
            />
          )}
        </Field>
        <Button look="primary" type="submit">
          Go on
        </Button>
      </form>
      <nav className="a-links" aria-label="Other ways">
        <Link to="/account" className="a-link">
          Your devices
        </Link>
      </nav>
    </Card>
  );
}
