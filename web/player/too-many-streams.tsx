import { IconDevices } from '@tabler/icons-react';
import { Link } from '@tanstack/react-router';
import { useEffect, useRef, useState } from 'react';
import { buttonClass } from '../design/button.tsx';
import { counted } from '../design/format.ts';
import { StateMessage } from '../design/states.tsx';
import type { Refused } from './player.queries.ts';
import { StreamList } from './stream-list.tsx';

type Full = Extract<Refused, { __typename: 'PlaybackRefused' }>;

/** As many films play as may: says which, and stops one of them so that this one begins at once. */
export function TooManyStreams({
  refusal,
  titleId,
  onRetry,
}: {
  readonly refusal: Full;
  readonly titleId: string;
  readonly onRetry: () => void;
}) {
  const top = useRef<HTMLDivElement>(null);
  const [announced, setAnnounced] = useState('');
  useEffect(() => top.current?.focus(), []);
  const most = refusal.streamLimit ?? refusal.activeStreams.length;
  return (
    <div ref={top} tabIndex={-1} className="p-full">
      <StateMessage
        whole
        icon={<IconDevices size={30} stroke={1.6} />}
        title="Your account is watching already"
        actions={
          <Link to="/title/$titleId" params={{ titleId }} className={buttonClass('ghost')}>
            Not now
          </Link>
        }
      >
        <p>{`It can play ${counted(most, 'film')} at a time. Stop one, and yours begins here.`}</p>
        <StreamList
          streams={refusal.activeStreams}
          action="Stop and watch here"
          onStopped={() => {
            setAnnounced('Stopped. Your film begins.');
            onRetry();
          }}
        />
        <p className="visually-hidden" role="status">
          {announced}
        </p>
      </StateMessage>
    </div>
  );
}
