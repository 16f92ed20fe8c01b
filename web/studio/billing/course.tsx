import { useQuery } from 'urql';
import { useNow } from '../../design/bits.tsx';
import { FailedPart } from '../../design/failed-part.tsx';
import { Skeleton } from '../../design/states.tsx';
import { EventsQuery } from '../history/events.queries.ts';
import { courseOf, lifeNames } from './life.ts';
import { dayOf } from '../../design/days.ts';

/** The course of a subscription, drawn from its events: trial, paid, overdue, suspended, resting. */
export function Course({ subscriptionId, endedAt }: { subscriptionId: string; endedAt: string | null }) {
  const now = useNow(60_000);
  const [{ data, error, fetching }, refresh] = useQuery({
    query: EventsQuery,
    variables: { first: 50, stream: `subscription-${subscriptionId}` },
  });
  if (data === undefined && error !== undefined && !fetching)
    return <FailedPart what="Its course" error={error} onRetry={() => refresh({ requestPolicy: 'network-only' })} />;
  if (data === undefined) return <Skeleton height={40} />;
  const spans = courseOf(
    data.events.edges.map(({ node }) => ({ type: node.type, at: node.recordedAt })),
    endedAt === null ? now : Date.parse(endedAt),
  );
  const [first] = spans;
  const last = spans.at(-1);
  if (first === undefined || last === undefined) return null;
  const whole = Math.max(1, last.end - first.start);
  const words = spans.map(
    ({ state, start, end }) => `${lifeNames[state]} from ${dayOf(iso(start))} to ${dayOf(iso(end))}`,
  );
  return (
    <figure className="s-course">
      <div className="s-course__bar" role="img" aria-label={words.join(', ')}>
        {spans.map(({ state, start, end }) => (
          <span
            key={start}
            className="s-course__span"
            data-state={state}
            title={`${lifeNames[state]}: ${dayOf(iso(start))} – ${dayOf(iso(end))}`}
            style={{ flexGrow: Math.max((end - start) / whole, 0.004) }}
          />
        ))}
      </div>
      <figcaption className="s-plot__axis" aria-hidden="true">
        <span>{dayOf(iso(first.start))}</span>
        <span className="s-course__names">
          {[...new Set(spans.map(({ state }) => state))].map((state) => (
            <span key={state} className="s-course__name" data-state={state}>
              {lifeNames[state]}
            </span>
          ))}
        </span>
        <span>{endedAt === null ? 'today' : dayOf(endedAt)}</span>
      </figcaption>
    </figure>
  );
}

const iso = (ms: number): string => new Date(ms).toISOString();
