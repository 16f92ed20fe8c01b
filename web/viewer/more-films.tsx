import { useState } from 'react';
import { useQuery } from 'urql';
import { Button } from '../design/button.tsx';
import { FailureMessage } from '../design/states.tsx';
import { FilmGrid, GridSkeleton } from './film-grid.tsx';
import { FilmsQuery } from './viewer.queries.ts';

interface MoreFilmsProps {
  readonly after: string | null;
  readonly search?: string;
}

/** A button that becomes the next page, with a button of its own where there is more. */
export function MoreFilms({ after, search }: MoreFilmsProps) {
  const [open, setOpen] = useState(false);
  const [{ data, error, fetching }, refresh] = useQuery({
    query: FilmsQuery,
    pause: !open,
    variables: { first: 24, ...(after === null ? {} : { after }), ...(search === undefined ? {} : { search }) },
  });
  if (!open)
    return (
      <div className="v-more">
        <Button look="outline" onClick={() => setOpen(true)}>
          Show more films
        </Button>
      </div>
    );
  if (error !== undefined && !fetching)
    return <FailureMessage error={error} onRetry={() => refresh({ requestPolicy: 'network-only' })} />;
  if (data === undefined) return <GridSkeleton />;
  return (
    <>
      <FilmGrid films={data.titles.edges.map((edge) => edge.node)} />
      {data.titles.pageInfo.hasNextPage && (
        <MoreFilms after={data.titles.pageInfo.endCursor} {...(search === undefined ? {} : { search })} />
      )}
    </>
  );
}
