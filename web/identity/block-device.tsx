import { useState } from 'react';
import { useMutation } from 'urql';
import { rememberToken } from '../app/graphql/consistency.ts';
import { failureOf } from '../app/graphql/failure.ts';
import { randomUuid } from '../app/uuid.ts';
import { Button } from '../design/button.tsx';
import { Dialog } from '../design/dialog.tsx';
import { BlockDeviceMutation } from './device.queries.ts';
import { useStepUp } from './step-up.tsx';

interface BlockDeviceProps {
  readonly deviceId: string;
  /** What the device is called. */
  readonly title: string;
  readonly onClose: () => void;
  readonly onDone: () => void;
}

/** Asks whether nobody may sign in on a device any more, and sees to it. */
export function BlockDevice({ deviceId, title, onClose, onDone }: BlockDeviceProps) {
  const { guarded } = useStepUp();
  const [problem, setProblem] = useState<string | null>(null);
  const [{ fetching }, send] = useMutation(BlockDeviceMutation);
  const block = async () => {
    setProblem(null);
    const commandId = randomUuid();
    const { data, error } = await guarded(() => send({ commandId, deviceId }));
    const answer = data?.blockDevice;
    if (answer?.__typename !== 'DeviceChanged')
      return setProblem(answer?.message ?? (error === undefined ? 'Try again.' : failureOf(error).remedy));
    rememberToken(answer.token);
    onDone();
  };
  return (
    <Dialog
      title={`Block ${title}?`}
      onClose={onClose}
      actions={
        <>
          <Button look="outline" disabled={fetching} onClick={onClose}>
            Cancel
          </Button>
          <Button look="danger" disabled={fetching} onClick={() => void block()}>
            Block it
          </Button>
        </>
      }
    >
      <p>
        It is signed out within ten minutes, and nobody signs in with your account there until you unblock it. Was it
        stolen? Change your password as well.
      </p>
      {problem !== null && (
        <p className="field__error" role="alert">
          {problem}
        </p>
      )}
    </Dialog>
  );
}
