import { IconActivityHeartbeat, IconArrowLeft } from '@tabler/icons-react';
import { Link } from '@tanstack/react-router';
import { useQuery } from 'urql';
import type { Telemetry } from '../../app/context.ts';
import { useContexts } from '../../app/use-contexts.ts';
import { buttonClass } from '../../design/button.tsx';
import { StateMessage } from '../../design/states.tsx';
import { EventPages, usePages } from '../history/event-pages.tsx';
import { EventsQuery, type LogEvent, StreamEventsQuery } from '../history/events.queries.ts';
import { PageHead } from '../page-head.tsx';
import type { LogSearch } from './log-search.ts';
import { LogViews } from './log-views.tsx';

const pageSize = 30;

/** The telemetry of one stream, or what there is telemetry of. */
export function TelemetryView({ search }: { search: LogSearch }) {
  return (
    <>
      <PageHead title="Log">
        <LogViews search={search} />
        {search.stream !== undefined && (
          <Link to="/studio/log" search={{ view: 'telemetry' }} className="s-back">
            <IconArrowLeft size={16} />
            Everything that has telemetry
          </Link>
        )}
      </PageHead>
      {search.stream === undefined ? <Sources /> : <Stream stream={search.stream} />}
    </>
  );
}

/** Telemetry as a context describes it, if events of this stream have any. */
function useTelemetryOf(): (stream: string) => { readonly label: string; readonly stream: string } | undefined {
  const known = useContexts().flatMap(({ telemetry }) => telemetry ?? []);
  return (stream) => {
    const found: Telemetry | undefined = known.find(({ of }) => stream.startsWith(`${of}-`));
    return found && { label: found.label, stream: `${found.stream}${stream.slice(found.of.length)}` };
  };
}

/** Leads from an event to what was recorded beside it. */
export function TelemetryLink({ event }: { event: LogEvent }) {
  const telemetry = useTelemetryOf()(event.stream);
  return telemetry === undefined ? null : (
    <Link to="/studio/log" search={{ view: 'telemetry', stream: telemetry.stream }} className="s-link">
      {telemetry.label}
    </Link>
  );
}

function Sources() {
  const contexts = useContexts().flatMap(({ name, telemetry }) => (telemetry === undefined ? [] : [name]));
  const pages = usePages('sources');
  const [{ data, error, fetching }, refresh] = useQuery({
    query: EventsQuery,
    variables: { first: pageSize, contexts, ...(pages.after === undefined ? {} : { after: pages.after }) },
  });
  return (
    <section className="s-card" aria-label="What has telemetry">
      <p className="s-faint">
        Telemetry is no part of the log's index and ages away. Choose whose to read, straight from the event store.
      </p>
      <EventPages
        page={data?.events}
        error={error}
        fetching={fetching}
        pages={pages}
        onRetry={() => refresh({ requestPolicy: 'network-only' })}
        empty={
          <StateMessage icon={<IconActivityHeartbeat size={30} stroke={1.6} />} title="Nothing was watched yet">
            Once somebody plays a film, the session stands here with what its player reports.
          </StateMessage>
        }
        more={(event) => <TelemetryLink event={event} />}
      />
    </section>
  );
}

function Stream({ stream }: { stream: string }) {
  const known = useContexts().flatMap(({ telemetry }) => telemetry ?? []);
  const own = known.find((telemetry) => stream.startsWith(`${telemetry.stream}-`));
  const pages = usePages(stream);
  const [{ data, error, fetching }, refresh] = useQuery({
    query: StreamEventsQuery,
    variables: { first: pageSize, stream, ...(pages.after === undefined ? {} : { after: pages.after }) },
  });
  return (
    <section className="s-card" aria-label={`Telemetry of ${stream}`}>
      <h2 className="s-mono">{stream}</h2>
      <EventPages
        page={data?.streamEvents}
        error={error}
        fetching={fetching}
        pages={pages}
        onRetry={() => refresh({ requestPolicy: 'network-only' })}
        empty={
          <StateMessage
            icon={<IconActivityHeartbeat size={30} stroke={1.6} />}
            title="Nothing is here"
            {...(own && {
              actions: (
                <Link
                  to="/studio/log"
                  search={{ view: 'telemetry', stream: `${own.of}${stream.slice(own.stream.length)}` }}
                  className={buttonClass('outline')}
                >
                  Look in the older place
                </Link>
              ),
            })}
          >
            Nothing was reported to this stream, or it has aged away. Until version 0.1 telemetry stood among the events
            that it belongs to.
          </StateMessage>
        }
      />
    </section>
  );
}
