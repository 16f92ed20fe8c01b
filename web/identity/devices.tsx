import { Link, useNavigate } from '@tanstack/react-router';
import { IconDeviceDesktop, IconDeviceMobile, IconDeviceTv } from '@tabler/icons-react';
import { useState } from 'react';
import { useMutation } from 'urql';
import { rememberToken } from '../app/graphql/consistency.ts';
import { failureOf } from '../app/graphql/failure.ts';
import { forgetAnswers } from '../app/graphql/viewer-client.tsx';
import { randomUuid } from '../app/uuid.ts';
import { Chip, When } from '../design/bits.tsx';
import { Button, buttonClass } from '../design/button.tsx';
import type { Device } from './account.queries.ts';
import { Section } from './section.tsx';
import { SignOutEverywhere } from './sign-out-everywhere.tsx';
import { SignOutMutation } from './sign-in.queries.ts';

interface DevicesProps {
  readonly devices: readonly Device[];
  readonly onChanged: () => void;
}

/** Where somebody is signed in, and the ways out. */
export function Devices({ devices, onChanged }: DevicesProps) {
  const navigate = useNavigate();
  const [asking, setAsking] = useState(false);
  const [problem, setProblem] = useState<string | null>(null);
  const [{ fetching }, send] = useMutation(SignOutMutation);
  const leave = async () => {
    forgetAnswers();
    await navigate({ to: '/' });
  };
  const signOut = async ({ signInId, current }: Device) => {
    setProblem(null);
    const { data, error } = await send({ commandId: randomUuid(), signInId: current ? null : signInId });
    const answer = data?.signOut;
    if (answer === undefined) return setProblem(error === undefined ? 'Try again.' : failureOf(error).remedy);
    // A refusal says that it was signed out before.
    if (answer.__typename === 'SignedOut') rememberToken(answer.token);
    if (current) await leave();
    else onChanged();
  };
  return (
    <Section title="Devices" lead="A device that you do not know? Sign it out and change the password.">
      {problem !== null && (
        <p className="notice notice--bad" role="alert">
          {problem}
        </p>
      )}
      <ul className="a-devices">
        {devices.map((device) => (
          <li key={device.signInId} className="a-row">
            <DeviceIcon name={device.device} />
            <div className="a-row__text">
              <p className="a-row__name">
                {device.device} {device.current && <Chip tone="good">This device</Chip>}
              </p>
              <p className="a-row__value">
                Signed in <When at={device.signedInAt} />, last seen <When at={device.seenAt} />
              </p>
            </div>
            <Button
              look="outline"
              aria-label={device.current ? 'Sign out here' : `Sign out ${device.device}`}
              disabled={fetching}
              onClick={() => void signOut(device)}
            >
              Sign out
            </Button>
          </li>
        ))}
      </ul>
      <div className="a-row__actions">
        <Link to="/pair" className={buttonClass('outline')}>
          Let a television in
        </Link>
        {devices.length > 1 && (
          <Button look="danger" onClick={() => setAsking(true)}>
            Sign out everywhere
          </Button>
        )}
      </div>
      {asking && (
        <SignOutEverywhere
          onClose={() => setAsking(false)}
          onDone={(hereToo) => {
            setAsking(false);
            if (hereToo) void leave();
            else onChanged();
          }}
        />
      )}
    </Section>
  );
}

function DeviceIcon({ name }: { name: string }) {
  const look = { size: 26, stroke: 1.5, className: 'a-row__icon', 'aria-hidden': true } as const;
  if (/android|iphone|ipad|ios/i.test(name)) return <IconDeviceMobile {...look} />;
  return /tv|television/i.test(name) ? <IconDeviceTv {...look} /> : <IconDeviceDesktop {...look} />;
}
