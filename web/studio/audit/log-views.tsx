import { Link } from '@tanstack/react-router';
import { useContexts } from '../../app/use-contexts.ts';
import type { LogSearch } from './log-search.ts';

/** What of the log is shown: work first, viewers too, or telemetry where a context has any. */
export function LogViews({ search }: { search: LogSearch }) {
  const hasTelemetry = useContexts().some(({ telemetry }) => telemetry !== undefined);
  const views: readonly (readonly [view: string | undefined, label: string])[] = [
    [undefined, 'Editors and pipeline'],
    ['all', 'Viewers too'],
    ...(hasTelemetry ? [['telemetry', 'Telemetry'] as const] : []),
  ];
  return (
    <nav className="s-filter" aria-label="What of the log">
      {views.map(([view, label]) => (
        <Link
          key={label}
          to="/studio/log"
          search={(old) => searchIn(old, view)}
          activeOptions={{ exact: true }}
          className="s-filter__item"
          data-here={search.view === view}
          aria-current={search.view === view ? 'page' : undefined}
        >
          {label}
        </Link>
      ))}
    </nav>
  );
}

/** Filters stay between work and everything; telemetry begins without them. */
const searchIn = (old: LogSearch, view: string | undefined): LogSearch => {
  if (view === 'telemetry' || old.view === 'telemetry') return view === undefined ? {} : { view };
  const { view: _old, ...filters } = old;
  return view === undefined ? filters : { view, ...filters };
};
