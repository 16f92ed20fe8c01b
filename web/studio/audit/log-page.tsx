import { IconRefresh, IconSearchOff, IconTimeline } from '@tabler/icons-react';
import { getRouteApi, Link } from '@tanstack/react-router';
import { useQuery } from 'urql';
import { Button, buttonClass } from '../../design/button.tsx';
import { StateMessage } from '../../design/states.tsx';
import { useRefreshOnChange } from '../changes.tsx';
import { EventPages, usePages } from '../history/event-pages.tsx';
import { EventsQuery } from '../history/events.queries.ts';
import { PageHead } from '../page-head.tsx';
import { LogFilters } from './log-filters.tsx';
import { eventsOf, isFiltered, type LogSearch, withFilter } from './log-search.ts';
import { LogViews } from './log-views.tsx';
import { TelemetryLink, TelemetryView } from './telemetry-view.tsx';

const route = getRouteApi('/studio/log');
const pageSize = 50;

/** The log, newest first: what editors and the pipeline did, everything, or the telemetry of one stream. */
export function LogPage() {
  const search = route.useSearch();
  return search.view === 'telemetry' ? <TelemetryView search={search} /> : <Events search={search} />;
}

function Events({ search }: { search: LogSearch }) {
  const navigate = route.useNavigate();
  const pages = usePages(JSON.stringify(search));
  const [{ data, error, fetching }, refresh] = useQuery({
    query: EventsQuery,
    variables: {
      first: pageSize,
      ...(pages.after === undefined ? {} : { after: pages.after }),
      ...eventsOf(search),
    },
  });
  const askAgain = () => refresh({ requestPolicy: 'network-only' });
  useRefreshOnChange((options) => pages.after === undefined && refresh(options));
  const show = (next: LogSearch) => void navigate({ search: next, replace: true });

  return (
    <>
      <PageHead
        title="Log"
        actions={
          <Button look="outline" onClick={askAgain}>
            <IconRefresh size={18} />
            Refresh
          </Button>
        }
      >
        <LogViews search={search} />
        <LogFilters search={search} onSearch={show} />
      </PageHead>
      <section className="s-card" aria-label="Events">
        <EventPages
          page={data?.events}
          error={error}
          fetching={fetching}
          pages={pages}
          onRetry={askAgain}
          empty={isFiltered(search) ? <NothingFits search={search} /> : <NothingYet />}
          onStream={(stream) => show(withFilter(search, 'stream', stream))}
          more={(event) => <TelemetryLink event={event} />}
        />
      </section>
    </>
  );
}

function NothingFits({ search }: { search: LogSearch }) {
  return (
    <StateMessage
      icon={<IconSearchOff size={30} stroke={1.6} />}
      title="No event fits"
      actions={
        <Link
          to="/studio/log"
          search={search.view === undefined ? {} : { view: search.view }}
          className={buttonClass('outline')}
        >
          Clear the filters
        </Link>
      }
    >
      Words are looked for in the types of events. An id finds everything about one film, title or request.
    </StateMessage>
  );
}

function NothingYet() {
  return (
    <StateMessage icon={<IconTimeline size={30} stroke={1.6} />} title="The log is empty">
      Upload a film in the pipeline: every step becomes an event and stands here.
    </StateMessage>
  );
}
