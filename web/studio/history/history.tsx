import { IconTimeline } from '@tabler/icons-react';
import { useEffect, useState } from 'react';
import { useQuery } from 'urql';
import { StateMessage } from '../../design/states.tsx';
import { EventsQuery } from './events.queries.ts';
import { EventPages, usePages } from './event-pages.tsx';

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
  const pages = usePages(stream);
  const [{ data, error, fetching }, refresh] = useQuery({
    query: EventsQuery,
    variables: { first: 30, stream, ...(pages.after === undefined ? {} : { after: pages.after }) },
  });
  useEffect(() => {
    if (version !== undefined) refresh({ requestPolicy: 'network-only' });
  }, [version, refresh]);
  return (
    <EventPages
      page={data?.events}
      error={error}
      fetching={fetching}
      pages={pages}
      onRetry={() => refresh({ requestPolicy: 'network-only' })}
      empty={
        <StateMessage icon={<IconTimeline size={30} stroke={1.6} />} title="Nothing has happened yet">
          Every event of this stream appears here, newest first.
        </StateMessage>
      }
    />
  );
}
