import { IconArrowDown, IconArrowUp, IconMovie, IconSearch, IconSearchOff } from '@tabler/icons-react';
import { getRouteApi, Link } from '@tanstack/react-router';
import { useEffect, useState } from 'react';
import { useQuery } from 'urql';
import { without } from '../../app/search.ts';
import { Chip, When } from '../../design/bits.tsx';
import { Button, buttonClass } from '../../design/button.tsx';
import { clock } from '../../design/format.ts';
import { Picture } from '../../design/picture.tsx';
import { FailureMessage, Skeleton, StateMessage } from '../../design/states.tsx';
import { useRefreshOnChange } from '../changes.tsx';
import { PageHead } from '../page-head.tsx';
import { type StudioTitle, StudioTitlesQuery } from './title.queries.ts';
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
      <PageHead title="Titles">
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
          <TitleSearch
            words={search.q ?? ''}
            onWords={(q) =>
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

function TitleSearch({ words, onWords }: { words: string; onWords: (words: string) => void }) {
  const [text, setText] = useState(words);
  useEffect(() => {
    if (text.trim() === words) return;
    const timer = setTimeout(() => onWords(text.trim()), 200);
    return () => clearTimeout(timer);
  }, [text, words, onWords]);
  return (
    <form className="search s-search" role="search" onSubmit={(event) => event.preventDefault()}>
      <IconSearch size={18} aria-hidden="true" />
      <input
        className="input"
        type="search"
        aria-label="Search titles"
        placeholder="Search titles"
        maxLength={100}
        value={text}
        onChange={(event) => setText(event.target.value)}
      />
    </form>
  );
}

interface TitleTableProps {
  readonly titles: readonly StudioTitle[];
  readonly order: { readonly key: SortKey; readonly down: boolean };
  readonly onSort: (key: SortKey) => void;
}

function TitleTable({ titles, order, onSort }: TitleTableProps) {
  const heading = (key: SortKey, label: string, className = '') => (
    <th
      scope="col"
      className={className}
      aria-sort={order.key === key ? (order.down ? 'descending' : 'ascending') : 'none'}
    >
      <button type="button" className="s-sort" onClick={() => onSort(key)}>
        {label}
        {order.key === key &&
          (order.down ? <IconArrowDown size={14} aria-hidden="true" /> : <IconArrowUp size={14} aria-hidden="true" />)}
      </button>
    </th>
  );
  return (
    <table className="s-table s-table--titles">
      <caption className="visually-hidden">Titles</caption>
      <thead>
        <tr>
          {heading('name', 'Name')}
          {heading('status', 'Status')}
          {heading('year', 'Year', 's-num s-hide')}
          {heading('runtime', 'Runtime', 's-num s-hide')}
          {heading('created', 'Created', 's-hide')}
        </tr>
      </thead>
      <tbody>
        {titles.map((title) => {
          const [, label, tone] = statusChips.find(([value]) => value === title.status) ?? statusChips[0];
          return (
            <tr key={title.id}>
              <th scope="row">
                <div className="s-title-cell">
                  <Picture src={title.posterUrl} placeholder={title.posterPlaceholder} alt="" className="s-thumb" />
                  <Link to="/studio/titles/$titleId" params={{ titleId: title.id }} className="s-row-link">
                    {title.name}
                  </Link>
                </div>
              </th>
              <td>
                <Chip tone={tone}>{label}</Chip>
                {title.status === 'DRAFT' && (
                  <span className="s-blocked">
                    {title.playable
                      ? 'ready to publish'
                      : title.asset?.stage === 'REJECTED'
                        ? 'film rejected'
                        : 'film not ready'}
                  </span>
                )}
              </td>
              <td className="s-num s-hide">{title.releaseYear ?? '–'}</td>
              <td className="s-num s-hide">{title.durationMs === null ? '–' : clock(title.durationMs)}</td>
              <td className="s-hide">
                <When at={title.createdAt} />
              </td>
            </tr>
          );
        })}
      </tbody>
    </table>
  );
}
