import { useState } from 'react';
import { useMutation } from 'urql';
import { rememberToken } from '../app/graphql/consistency.ts';
import { failureOf } from '../app/graphql/failure.ts';
import { randomUuid } from '../app/uuid.ts';
import { Button } from '../design/button.tsx';
import type { BlockedDevice } from './account.queries.ts';
import { DeviceIcon } from './device-icon.tsx';
import { UnblockDeviceMutation } from './device.queries.ts';
import { Row } from './section.tsx';
import { useStepUp } from './step-up.tsx';

/** Devices on which nobody may sign in, and the way back. Nothing where there are none. */
export function BlockedDevices({ devices, onChanged }: { devices: readonly BlockedDevice[]; onChanged: () => void }) {
  const { guarded } = useStepUp();
  const [problem, setProblem] = useState<string | null>(null);
  const [{ fetching }, send] = useMutation(UnblockDeviceMutation);
  const unblock = async (deviceId: string) => {
    setProblem(null);
    const commandId = randomUuid();
    const { data, error } = await guarded(() => send({ commandId, deviceId }));
    const answer = data?.unblockDevice;
    if (answer?.__typename !== 'DeviceChanged')
      return setProblem(answer?.message ?? (error === undefined ? 'Try again.' : failureOf(error).remedy));
    rememberToken(answer.token);
    onChanged();
  };
  if (devices.length === 0) return null;
  return (
    <>
      <h3>Blocked</h3>
      {problem !== null && (
        <p className="notice notice--bad" role="alert">
          {problem}
        </p>
      )}
      <ul className="a-devices">
        {devices.map(({ deviceId, device, name }) => (
          <li key={deviceId} className="a-row">
            <DeviceIcon kind={device} />
            <Row
              name={name ?? device}
              action={
                <Button
                  look="outline"
                  aria-label={`Unblock ${name ?? device}`}
                  disabled={fetching}
                  onClick={() => void unblock(deviceId)}
                >
                  Unblock
                </Button>
              }
            >
              {name === null ? 'Nobody can sign in there' : `${device}. Nobody can sign in there`}
            </Row>
          </li>
        ))}
      </ul>
    </>
  );
}
