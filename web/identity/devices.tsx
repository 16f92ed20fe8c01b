import { Link, useNavigate } from '@tanstack/react-router';
import { useState } from 'react';
import { useMutation } from 'urql';
import { rememberToken } from '../app/graphql/consistency.ts';
import { failureOf } from '../app/graphql/failure.ts';
import { forgetAnswers } from '../app/graphql/viewer-client.tsx';
import { randomUuid } from '../app/uuid.ts';
import { Button, buttonClass } from '../design/button.tsx';
import type { BlockedDevice, Device } from './account.queries.ts';
import { BlockDevice } from './block-device.tsx';
import { BlockedDevices } from './blocked-devices.tsx';
import { DeviceRow } from './device-row.tsx';
import { Section } from './section.tsx';
import { SignOutEverywhere } from './sign-out-everywhere.tsx';
import { SignOutMutation } from './sign-in.queries.ts';

interface DevicesProps {
  readonly devices: readonly Device[];
  readonly blocked: readonly BlockedDevice[];
  readonly onChanged: () => void;
}

/** Where somebody is signed in, and the ways out. */
export function Devices({ devices, blocked, onChanged }: DevicesProps) {
  const navigate = useNavigate();
  const [blocking, setBlocking] = useState<Device | null>(null);
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
    <Section title="Devices" lead="A device that you do not know? Block it and change the password.">
      {problem !== null && (
        <p className="notice notice--bad" role="alert">
          {problem}
        </p>
      )}
      <ul className="a-devices">
        {devices.map((device) => (
          <DeviceRow
            key={device.signInId}
            device={device}
            isBusy={fetching}
            onSignOut={() => void signOut(device)}
            onBlock={() => setBlocking(device)}
            onChanged={onChanged}
          />
        ))}
      </ul>
      <BlockedDevices devices={blocked} onChanged={onChanged} />
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
      {typeof blocking?.deviceId === 'string' && (
        <BlockDevice
          deviceId={blocking.deviceId}
          title={blocking.name ?? blocking.device}
          onClose={() => setBlocking(null)}
          onDone={() => {
            setBlocking(null);
            onChanged();
          }}
        />
      )}
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
