import { useEffect, useState } from 'react';
import { useClient } from 'urql';
import { JudgePasswordQuery, type PasswordVerdict } from './sign-in.queries.ts';

const typingMs = 350;
const words = ['Very easy to guess', 'Easy to guess', 'Could be guessed', 'Hard to guess', 'Very hard to guess'];

/** How hard a new password is to guess, and what would make it harder; the gateway judges. `hints`: what anybody would try first. */
export function PasswordStrength({ password, hints }: { password: string; hints: readonly string[] }) {
  const verdict = useVerdict(password, hints.join('\n'));
  return (
    <div className="a-strength" data-enough={verdict?.enough ?? false} aria-live="polite">
      <div className="a-strength__bars" aria-hidden="true">
        {[1, 2, 3, 4].map((bar) => (
          <i key={bar} data-on={verdict !== null && Math.max(1, verdict.score) >= bar} />
        ))}
      </div>
      {verdict === null ? (
        <span>Several words that nobody would put together make a good password.</span>
      ) : (
        <span>{[`${words[verdict.score] ?? 'Judged'}.`, ...verdict.advice].join(' ')}</span>
      )}
    </div>
  );
}

/** What the gateway says of a password once typing pauses; null: nothing yet. */
function useVerdict(password: string, hints: string): PasswordVerdict | null {
  const client = useClient();
  const [verdict, setVerdict] = useState<PasswordVerdict | null>(null);
  useEffect(() => {
    if (password === '') setVerdict(null);
    let current = password !== '';
    const ask = async () => {
      const variables = { password, hints: hints.split('\n').filter((hint) => hint !== '') };
      const { data } = await client.query(JudgePasswordQuery, variables, { requestPolicy: 'network-only' }).toPromise();
      // Without an answer nothing is said: the gateway judges again when the form is sent.
      if (current) setVerdict(data?.judgePassword ?? null);
    };
    const timer = setTimeout(() => void (current && ask()), typingMs);
    return () => {
      current = false;
      clearTimeout(timer);
    };
  }, [client, password, hints]);
  return verdict;
}
