import { IconTimeline } from '@tabler/icons-react';
import { useEffect, useState } from 'react';
import { useQuery } from 'urql';
import { Button } from '../../design/button.tsx';
import { FailureMessage, Skeleton, StateMessage } from '../../design/states.tsx';
import { EventsQuery } from './events.queries.ts';
import { EventLine } from './event-line.tsx';

interface HistoryProps {
  /** What to call each stream, and its name. */
  readonly streams: readonly (readonly [label: string, stream: string])[];
  /** Changes when there is something new to read. */
  readonly version?: string;
}

/** The diary of an entity, newest first; several streams get a switch. */
export function History({ streams, version }: HistoryProps) {
  const [chosen, setChosen] = useState(streams[0]?.[1] ?? '');
  return (
    <section className="s-card" aria-label="History">
      {streams.length > 1 && (
        <div className="s-filter" role="group" aria-label="Whose history">
          {streams.map(([label, stream]) => (
            <button
              key={stream}
              type="button"
              className="s-filter__item"
              data-here={stream === chosen}
              aria-pressed={stream === chosen}
              onClick={() => setChosen(stream)}
            >
              {label}
            </button>
          ))}
        </div>
      )}
      <StreamHistory key={chosen} stream={chosen} version={version} />
    </section>
  );
}

function StreamHistory({ stream, version }: { stream: string; version: string | undefined }) {
  const [after, setAfter] = useState<readonly string[]>([]);
  const cursor = after.at(-1);
  const [{ data, error, fetching }, refresh] = useQuery({
    query: EventsQuery,
    variables: { first: 30, stream, ...(cursor === undefined ? {} : { after: cursor }) },
  });
  useEffect(() => {
    if (version !== undefined) refresh({ requestPolicy: 'network-only' });
  }, [version, refresh]);
  const older = data?.events.pageInfo.hasNextPage === true ? data.events.pageInfo.endCursor : null;
  if (data === undefined && error !== undefined && !fetching)
    return <FailureMessage error={error} onRetry={() => refresh({ requestPolicy: 'network-only' })} />;
  if (data === undefined)
    return (
      <div aria-busy="true">
        {[0, 1, 2, 3].map((row) => (
          <Skeleton key={row} height={44} style={{ marginTop: 12 }} />
        ))}
      </div>
    );
  if (data.events.edges.length === 0)
    return (
      <StateMessage icon={<IconTimeline size={30} stroke={1.6} />} title="Nothing has happened yet">
        Every event of this stream appears here, newest first.
      </StateMessage>
    );
  return (
    <>
      <ol className="s-diary">
        {data.events.edges.map(({ node }) => (
          <EventLine key={node.id} event={node} />
        ))}
      </ol>
      <div className="s-more">
        {after.length > 0 && (
          <Button look="outline" onClick={() => setAfter(after.slice(0, -1))}>
            Newer
          </Button>
        )}
        {older !== null && (
          <Button look="outline" onClick={() => setAfter([...after, older])}>
            Older
          </Button>
        )}
      </div>
    </>
  );
}
