import { IconPencil } from '@tabler/icons-react';
import { useState } from 'react';
import { Chip, When } from '../design/bits.tsx';
import { Button, IconButton } from '../design/button.tsx';
import type { Device } from './account.queries.ts';
import { DeviceIcon } from './device-icon.tsx';
import { NameDevice } from './name-device.tsx';

interface DeviceRowProps {
  readonly device: Device;
  readonly isBusy: boolean;
  readonly onSignOut: () => void;
  readonly onBlock: () => void;
  readonly onChanged: () => void;
}

/** A device that is signed in: what it is called, when it was seen, and what can be done about it. */
export function DeviceRow({ device, isBusy, onSignOut, onBlock, onChanged }: DeviceRowProps) {
  const { deviceId, name, device: kind, current } = device;
  const [isNaming, setNaming] = useState(false);
  const title = name ?? kind;
  if (isNaming && deviceId !== null)
    return (
      <li className="a-row">
        <DeviceIcon kind={kind} />
        <NameDevice
          deviceId={deviceId}
          name={name}
          kind={kind}
          onClose={() => setNaming(false)}
          onDone={() => {
            setNaming(false);
            onChanged();
          }}
        />
      </li>
    );
  return (
    <li className="a-row">
      <DeviceIcon kind={kind} />
      <div className="a-row__text">
        <p className="a-row__name">
          {title} {current && <Chip tone="good">This device</Chip>}
        </p>
        <p className="a-row__value">
          {name !== null && `${kind}. `}Signed in <When at={device.signedInAt} />, last seen <When at={device.seenAt} />
        </p>
      </div>
      {deviceId !== null && (
        <IconButton label={`Rename ${title}`} onClick={() => setNaming(true)}>
          <IconPencil size={18} />
        </IconButton>
      )}
      <div className="a-row__actions">
        {!current && deviceId !== null && (
          <Button look="ghost" aria-label={`Block ${title}`} disabled={isBusy} onClick={onBlock}>
            Block
          </Button>
        )}
        <Button
          look="outline"
          aria-label={current ? 'Sign out here' : `Sign out ${title}`}
          disabled={isBusy}
          onClick={onSignOut}
        >
          Sign out
        </Button>
      </div>
    </li>
  );
}
