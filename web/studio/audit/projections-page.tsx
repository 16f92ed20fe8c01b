import { IconCircleCheck, IconListDetails } from '@tabler/icons-react';
import { Link } from '@tanstack/react-router';
import { useEffect, useState } from 'react';
import { useMutation, useQuery } from 'urql';
import { Chip, type Tone, When } from '../../design/bits.tsx';
import { Button } from '../../design/button.tsx';
import { Dialog } from '../../design/dialog.tsx';
import { FailureMessage, Skeleton, StateMessage } from '../../design/states.tsx';
import { PageHead } from '../page-head.tsx';
import { type ParkedEvent, ProjectionsQuery, RetryParkedMutation } from './audit.queries.ts';

const tones: Readonly<Record<string, Tone>> = {
  live: 'good',
  running: 'good',
  'catching-up': 'info',
  rebuilding: 'info',
  paused: 'bad',
  stopped: 'warn',
  failed: 'bad',
};

/** How far every read model is, and what none of them could handle. */
export function ProjectionsPage() {
  const [parkedAfter, setParkedAfter] = useState<string | null>(null);
  const [{ data, error, fetching }, refresh] = useQuery({ query: ProjectionsQuery, variables: { parkedAfter } });
  useEffect(() => {
    const timer = setInterval(() => refresh({ requestPolicy: 'network-only' }), 3000);
    return () => clearInterval(timer);
  }, [refresh]);
  const furthest =
    data?.projections.reduce((most, { position }) => (BigInt(position) > most ? BigInt(position) : most), 0n) ?? 0n;
  return (
    <>
      <PageHead title="Projections">
        <p className="s-lead">
          Read models are opinions about the log: any of them can be dropped and rebuilt with{' '}
          <code>reprise projections rebuild NAME</code>.
        </p>
      </PageHead>
      {data === undefined && error !== undefined && !fetching && (
        <FailureMessage error={error} onRetry={() => refresh({ requestPolicy: 'network-only' })} />
      )}
      {data === undefined && (error === undefined || fetching) && <Skeleton height={220} />}
      {data?.projections.length === 0 && (
        <StateMessage icon={<IconListDetails size={30} stroke={1.6} />} title="No projection has run yet">
          They appear here once the projector has handled its first event.
        </StateMessage>
      )}
      {data?.projections
        .filter(({ state }) => state === 'paused')
        .map(({ name }) => (
          <Paused key={name} name={name} />
        ))}
      {data !== undefined && data.projections.length > 0 && (
        <section className="s-card" aria-labelledby="positions">
          <h2 id="positions">Positions</h2>
          <div className="s-scroll" tabIndex={0} role="region" aria-label="Positions of projections">
            <table className="s-table s-table--plain">
              <thead>
                <tr>
                  <th scope="col">Projection</th>
                  <th scope="col">State</th>
                  <th scope="col" className="s-num">
                    Position
                  </th>
                  <th scope="col" className="s-num">
                    Behind
                  </th>
                  <th scope="col" className="s-num">
                    Parked
                  </th>
                  <th scope="col">Last step</th>
                </tr>
              </thead>
              <tbody>
                {data.projections.map((projection) => (
                  <tr key={projection.name}>
                    <th scope="row">{projection.name}</th>
                    <td>
                      <Chip tone={tones[projection.state] ?? 'plain'}>{projection.state}</Chip>
                    </td>
                    <td className="s-num">{projection.position}</td>
                    <td className="s-num">
                      {BigInt(projection.position) >= furthest ? '–' : String(furthest - BigInt(projection.position))}
                    </td>
                    <td className={projection.parked > 0 ? 's-num s-bad' : 's-num'}>
                      {projection.parked.toLocaleString()}
                    </td>
                    <td>
                      <When at={projection.updatedAt} />
                    </td>
                  </tr>
                ))}
              </tbody>
            </table>
          </div>
        </section>
      )}
      {data !== undefined && (parkedAfter === null || data.parkedEvents.edges.length > 0) && (
        <Parked events={data.parkedEvents.edges.map(({ node }) => node)} />
      )}
      <div className="s-more">
        {parkedAfter !== null && (
          <Button look="outline" onClick={() => setParkedAfter(null)}>
            Newest parked events
          </Button>
        )}
        {data?.parkedEvents.pageInfo.hasNextPage === true && (
          <Button look="outline" onClick={() => setParkedAfter(data.parkedEvents.pageInfo.endCursor)}>
            Older parked events
          </Button>
        )}
      </div>
    </>
  );
}

/** A read model that stands still: why, and what to do. */
function Paused({ name }: { name: string }) {
  const [{ fetching, error }, retry] = useMutation(RetryParkedMutation);
  return (
    <section className="s-card" role="alert" aria-label={`${name} is paused`}>
      <h2 className="s-bad">{name} is paused and sees nothing new</h2>
      <p className="s-lead">
        So many of its keys are blocked that the code must be at fault, not the data. See below what its parked events
        have in common, install a version that bears them, then try them again.
      </p>
      <Button look="primary" disabled={fetching} onClick={() => void retry({ consumer: name, key: null })}>
        Try all of {name} again
      </Button>
      {error !== undefined && (
        <FailureMessage error={error} onRetry={() => void retry({ consumer: name, key: null })} />
      )}
    </section>
  );
}

function Parked({ events }: { events: readonly ParkedEvent[] }) {
  const [open, setOpen] = useState<ParkedEvent | null>(null);
  const [{ fetching, error }, retry] = useMutation(RetryParkedMutation);
  return (
    <section className="s-card" aria-labelledby="parked">
      <h2 id="parked">Parked events</h2>
      {events.length === 0 && (
        <p className="s-good">
          <IconCircleCheck size={18} />
          Every event was understood. One that is not waits here with its reason, while everything else goes on.
        </p>
      )}
      {events.length > 0 && (
        <ol className="s-diary">
          {events.map((event) => (
            <li key={`${event.projection}-${event.eventId}`} className="s-line">
              <div className="s-line__text">
                <p>
                  <strong>{event.type}</strong> could not be handled by <strong>{event.projection}</strong>
                </p>
                <p className="s-line__meta tabular">
                  <When at={event.parkedAt} />
                  <Link to="/studio/log" search={{ stream: event.stream }} className="s-stream">
                    {event.stream}
                  </Link>
                  <span>position {event.position}</span>
                </p>
              </div>
              <Button small look="outline" onClick={() => setOpen(event)}>
                Reason
              </Button>
            </li>
          ))}
        </ol>
      )}
      {open !== null && (
        <Dialog
          wide
          title={`Why ${open.type} is parked`}
          onClose={() => setOpen(null)}
          actions={
            <Button
              disabled={fetching}
              onClick={() =>
                void retry({ consumer: open.projection, key: open.key }).then((answer) => {
                  if (answer.error === undefined) setOpen(null);
                })
              }
            >
              Retry
            </Button>
          }
        >
          <p className="s-lead">
            Key <code>{open.key}</code>: later events of it wait as well. Once the cause is gone, retry: they are
            handled in their order, and what fails again stays here with its new reason.
          </p>
          <pre className="code" tabIndex={0}>
            {open.error}
          </pre>
          {error !== undefined && <FailureMessage error={error} onRetry={() => setOpen(null)} />}
        </Dialog>
      )}
    </section>
  );
}
