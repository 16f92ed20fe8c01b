import { useState } from 'react';
import { When } from '../design/bits.tsx';
import { Button } from '../design/button.tsx';
import { DeviceIcon } from './device-icon.tsx';
import { Card } from './frame.tsx';
import type { LimitReached } from './sign-in.queries.ts';

interface DeviceLimitProps {
  readonly reached: Pick<LimitReached, 'most' | 'devices'>;
  /** Signs that one out and this one in. Says what went wrong, if something did. */
  readonly onChoose: (signInId: string) => Promise<string | null>;
  readonly onBack: () => void;
}

/** Asks which device is to be signed out, so that this one can be signed in. */
export function DeviceLimit({ reached: { most, devices }, onChoose, onBack }: DeviceLimitProps) {
  const [problem, setProblem] = useState<string | null>(null);
  const [isBusy, setBusy] = useState(false);
  const choose = async (signInId: string) => {
    setProblem(null);
    setBusy(true);
    setProblem(await onChoose(signInId));
    setBusy(false);
  };
  return (
    <Card
      arrived
      title="Too many devices"
      lead={`Your account can be signed in on ${most} devices. Choose one to sign out, and go on here.`}
    >
      {problem !== null && (
        <p className="notice notice--bad" role="alert">
          {problem}
        </p>
      )}
      <ul className="a-choices">
        {devices.map(({ signInId, name, device, seenAt }) => (
          <li key={signInId} className="a-choice">
            <DeviceIcon kind={device} />
            <p className="a-choice__text">
              <strong>{name ?? device}</strong>
              <span>
                Last seen <When at={seenAt} />
              </span>
            </p>
            <Button
              look="outline"
              small
              aria-label={`Sign out ${name ?? device} and go on here`}
              disabled={isBusy}
              onClick={() => void choose(signInId)}
            >
              Sign out
            </Button>
          </li>
        ))}
      </ul>
      <Button look="ghost" disabled={isBusy} onClick={onBack}>
        Back
      </Button>
    </Card>
  );
}
