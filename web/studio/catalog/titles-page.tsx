import { IconMovie, IconSearchOff } from '@tabler/icons-react';
import { getRouteApi, Link } from '@tanstack/react-router';
import { useEffect, useState } from 'react';
import { useQuery } from 'urql';
import { without } from '../../app/search.ts';
import { Button, buttonClass } from '../../design/button.tsx';
import { SearchField } from '../../design/search-field.tsx';
import { FailureMessage, Skeleton, StateMessage } from '../../design/states.tsx';
import { useRefreshOnChange } from '../changes.tsx';
import { PageHead } from '../page-head.tsx';
import { TitleTable } from './title-table.tsx';
import { WatchingNow } from './watching-now.tsx';
import { StudioTitlesQuery } from './title.queries.ts';
import { orderOf, type SortKey, sortTitles, statusChips } from './title-list.ts';

const route = getRouteApi('/studio/titles');
const pageSize = 50;

/** Every title in every state. Filter, words and order live in the address. */
export function TitlesPage() {
  const search = route.useSearch();
  const navigate = route.useNavigate();
  const status = statusChips.find(([known]) => known === search.status)?.[0];
  const order = orderOf(search.sort);
  const [after, setAfter] = useState<string | null>(null);
  useEffect(() => setAfter(null), [search.q, status]);
  const [{ data, error, fetching }, refresh] = useQuery({
    query: StudioTitlesQuery,
    variables: {
      first: pageSize,
      ...(after === null ? {} : { after }),
      ...(status === undefined ? {} : { status }),
      ...(search.q === undefined ? {} : { search: search.q }),
    },
  });
  useRefreshOnChange(refresh);
  const titles =
    data === undefined
      ? undefined
      : sortTitles(
          data.studioTitles.edges.map(({ node }) => node),
          order,
        );
  const filtered = status !== undefined || search.q !== undefined;
  const sortBy = (key: SortKey) =>
    void navigate({
      search: (old) => ({ ...old, sort: order.key === key && !order.down ? `-${key}` : key }),
      replace: true,
    });

  return (
    <>
      <PageHead title="Titles" state={<WatchingNow />}>
        <div className="s-toolbar">
          <nav className="s-filter" aria-label="Filter by status">
            <Link
              to="/studio/titles"
              search={(old) => without(old, 'status')}
              activeOptions={{ exact: true }}
              className="s-filter__item"
              data-here={status === undefined}
            >
              All
            </Link>
            {statusChips.map(([value, label]) => (
              <Link
                key={value}
                to="/studio/titles"
                search={(old) => ({ ...old, status: value })}
                activeOptions={{ exact: true }}
                className="s-filter__item"
                data-here={status === value}
              >
                {label}
              </Link>
            ))}
          </nav>
          <SearchField
            label="Search titles"
            placeholder="Search titles"
            className="s-search"
            value={search.q ?? ''}
            onValue={(q) =>
              void navigate({ search: (old) => (q === '' ? without(old, 'q') : { ...old, q }), replace: true })
            }
          />
        </div>
      </PageHead>
      {titles === undefined && error !== undefined && !fetching && (
        <FailureMessage error={error} onRetry={() => refresh({ requestPolicy: 'network-only' })} />
      )}
      {titles === undefined && (error === undefined || fetching) && (
        <div aria-busy="true">
          {[0, 1, 2, 3, 4].map((row) => (
            <Skeleton key={row} height={60} style={{ marginBottom: 8 }} />
          ))}
        </div>
      )}
      {titles?.length === 0 &&
        (filtered ? (
          <StateMessage
            icon={<IconSearchOff size={30} stroke={1.6} />}
            title="No title fits"
            actions={
              <Link to="/studio/titles" search={{}} className={buttonClass('outline')}>
                Show all titles
              </Link>
            }
          >
            Try other words or another status.
          </StateMessage>
        ) : (
          <StateMessage
            icon={<IconMovie size={30} stroke={1.6} />}
            title="Titles appear here"
            actions={
              <Link to="/studio/pipeline" className={buttonClass('primary')}>
                Upload a film
              </Link>
            }
          >
            Every uploaded film becomes a draft with a name of its own, which you edit and publish here.
          </StateMessage>
        ))}
      {titles !== undefined && titles.length > 0 && <TitleTable titles={titles} order={order} onSort={sortBy} />}
      <div className="s-more">
        {after !== null && (
          <Button look="outline" onClick={() => setAfter(null)}>
            First page
          </Button>
        )}
        {data?.studioTitles.pageInfo.hasNextPage === true && (
          <Button look="outline" onClick={() => setAfter(data.studioTitles.pageInfo.endCursor)}>
            Next page
          </Button>
        )}
      </div>
    </>
  );
}
