import { Link } from '@tanstack/react-router';
import { Dialog } from '../../design/dialog.tsx';
import type { LogEvent } from './events.queries.ts';

/** The event as it stands in the log. */
export function RawEvent({ event, onClose }: { event: LogEvent; onClose: () => void }) {
  const facts: readonly (readonly [string, string | null])[] = [
    ['Position', event.position],
    ['Stream', `${event.stream} @ ${event.revision}`],
    ['Event', event.id],
    ['Recorded', new Date(event.recordedAt).toISOString()],
    ['Actor', event.actorKind === null ? null : `${event.actorKind} ${event.actorId ?? ''}`],
    ['Correlation', event.correlationId],
    ['Causation', event.causationId],
  ];
  return (
    <Dialog wide title={event.type} onClose={onClose}>
      <dl className="s-dl s-dl--mono">
        {facts.map(
          ([name, value]) =>
            value !== null && (
              <div key={name}>
                <dt>{name}</dt>
                <dd>{value}</dd>
              </div>
            ),
        )}
      </dl>
      <pre className="code" tabIndex={0}>
        {JSON.stringify(event.data, null, 2)}
      </pre>
      {event.correlationId !== null && (
        <p className="s-raw__more">
          <Link to="/studio/log" search={{ correlation: event.correlationId }} className="s-link" onClick={onClose}>
            Everything with this correlation
          </Link>
        </p>
      )}
    </Dialog>
  );
}
