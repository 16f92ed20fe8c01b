import { IconMovie, IconSearchOff } from '@tabler/icons-react';
import { getRouteApi, Link } from '@tanstack/react-router';
import { useQuery } from 'urql';
import { buttonClass } from '../design/button.tsx';
import { FailureMessage, StateMessage } from '../design/states.tsx';
import { ContinueRail } from './continue-rail.tsx';
import { FilmGrid, GridSkeleton } from './film-grid.tsx';
import { Hero, HeroSkeleton } from './hero.tsx';
import { FilmsQuery, HomeQuery } from './viewer.queries.ts';
import { MoreFilms } from './more-films.tsx';

const route = getRouteApi('/viewer/');
const pageSize = 24;

export function HomePage() {
  const { q } = route.useSearch();
  return q === undefined ? <Storefront /> : <SearchResults words={q} />;
}

function Storefront() {
  const [{ data, error, fetching }, refresh] = useQuery({ query: HomeQuery, variables: { first: pageSize } });
  if (data === undefined && error !== undefined && !fetching)
    return (
      <Page>
        <FailureMessage whole error={error} onRetry={() => refresh({ requestPolicy: 'network-only' })} />
      </Page>
    );
  if (data === undefined) {
    return (
      <Page>
        <HeroSkeleton />
        <section className="v-section">
          <h2>All films</h2>
          <GridSkeleton />
        </section>
      </Page>
    );
  }
  const films = data.titles.edges.map((edge) => edge.node);
  const [newest] = films;
  if (newest === undefined) {
    return (
      <Page>
        <StateMessage
          whole
          icon={<IconMovie size={30} stroke={1.6} />}
          title="The programme is being prepared"
          actions={
            <Link to="/studio" className={buttonClass('primary')}>
              Open the studio
            </Link>
          }
        >
          Published films appear here, newest first. Upload one in the studio and publish it.
        </StateMessage>
      </Page>
    );
  }
  return (
    <Page>
      <Hero film={newest} kicker="Newest film" />
      {data.continueWatching.length > 0 && (
        <ContinueRail entries={data.continueWatching} onMarked={() => refresh({ requestPolicy: 'network-only' })} />
      )}
      <section className="v-section" aria-labelledby="all-films">
        <h2 id="all-films">All films</h2>
        <FilmGrid films={films} />
        {data.titles.pageInfo.hasNextPage && <MoreFilms after={data.titles.pageInfo.endCursor} />}
      </section>
    </Page>
  );
}

function SearchResults({ words }: { words: string }) {
  const [{ data, error, fetching }, refresh] = useQuery({
    query: FilmsQuery,
    variables: { first: pageSize, search: words },
  });
  if (error !== undefined && !fetching)
    return (
      <Page>
        <FailureMessage whole error={error} onRetry={() => refresh({ requestPolicy: 'network-only' })} />
      </Page>
    );
  const films = data?.titles.edges.map((edge) => edge.node);
  return (
    <Page>
      <section className="v-section v-section--first">
        <h1 aria-live="polite">
          {films === undefined || films.length > 0 ? `Films matching “${words}”` : `No film matches “${words}”`}
        </h1>
        {films === undefined && <GridSkeleton />}
        {films !== undefined && films.length > 0 && <FilmGrid films={films} />}
        {films?.length === 0 && (
          <StateMessage
            icon={<IconSearchOff size={30} stroke={1.6} />}
            title="Nothing found"
            actions={
              <Link to="/" className={buttonClass('outline')}>
                See all films
              </Link>
            }
          >
            Try fewer or other words: the search looks at the names of films.
          </StateMessage>
        )}
        {data?.titles.pageInfo.hasNextPage === true && (
          <MoreFilms after={data.titles.pageInfo.endCursor} search={words} />
        )}
      </section>
    </Page>
  );
}

function Page({ children }: { children: React.ReactNode }) {
  return (
    <>
      <title>Reprise</title>
      {children}
    </>
  );
}
