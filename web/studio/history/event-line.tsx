import { IconBraces } from '@tabler/icons-react';
import { type ReactNode, useState } from 'react';
import { describeEvent } from '../../app/diary.ts';
import { useDiary } from '../../app/use-contexts.ts';
import { When } from '../../design/bits.tsx';
import { IconButton } from '../../design/button.tsx';
import type { LogEvent } from './events.queries.ts';
import { RawEvent } from './raw-event.tsx';

interface EventLineProps {
  readonly event: LogEvent;
  /** Shows the stream's name, which leads to the stream alone. */
  readonly onStream?: (stream: string) => void;
  readonly more?: (event: LogEvent) => ReactNode;
}

/** One event as a line of the diary; the raw event is one click away. */
export function EventLine({ event, onStream, more }: EventLineProps) {
  const [open, setOpen] = useState(false);
  const line = describeEvent(useDiary(), event);
  return (
    <li className="s-line" data-context={event.type.split('.')[0]}>
      <div className="s-line__text">
        <p>
          {line.who} {line.did}
          {line.strong !== undefined && (
            <>
              {' '}
              <strong>{line.strong}</strong>
            </>
          )}
        </p>
        <p className="s-line__meta tabular">
          <When at={event.recordedAt} />
          <span>{event.type}</span>
          {onStream !== undefined && (
            <button
              type="button"
              className="s-stream"
              onClick={() => onStream(event.stream)}
              title="Show this stream alone"
            >
              {event.stream}
            </button>
          )}
          <span>#{event.revision}</span>
          {more?.(event)}
        </p>
      </div>
      <IconButton small label={`Raw event ${event.type} ${event.revision}`} onClick={() => setOpen(true)}>
        <IconBraces size={18} stroke={1.8} />
      </IconButton>
      {open && <RawEvent event={event} onClose={() => setOpen(false)} />}
    </li>
  );
}
