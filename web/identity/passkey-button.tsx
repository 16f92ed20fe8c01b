import { IconFingerprint } from '@tabler/icons-react';
import { useState } from 'react';
import { Button } from '../design/button.tsx';
import { type PasskeyAnswer, hasPasskeys } from './use-passkey.ts';

interface PasskeyButtonProps {
  readonly children: string;
  readonly ask: () => Promise<PasskeyAnswer>;
  /** Says what went wrong, if something did. */
  readonly onPasskey: (passkey: string) => Promise<string | null>;
}

/** Asks for a passkey, and says why there is none. Nothing where the browser knows none. */
export function PasskeyButton({ children, ask, onPasskey }: PasskeyButtonProps) {
  const [problem, setProblem] = useState<string | null>(null);
  const [isBusy, setBusy] = useState(false);
  if (!hasPasskeys()) return null;
  const run = async () => {
    setProblem(null);
    setBusy(true);
    const answer = await ask();
    const said = 'passkey' in answer ? await onPasskey(answer.passkey) : answer.problem;
    setBusy(false);
    setProblem(said === '' ? null : said);
  };
  return (
    <>
      <Button look="outline" disabled={isBusy} aria-busy={isBusy} onClick={() => void run()}>
        <IconFingerprint size={18} /> {children}
      </Button>
      {problem !== null && (
        <p className="notice notice--bad" role="alert">
          {problem}
        </p>
      )}
    </>
  );
}
