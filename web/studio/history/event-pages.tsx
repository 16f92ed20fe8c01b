import { type ReactNode, useState } from 'react';
import type { CombinedError } from 'urql';
import { Button } from '../../design/button.tsx';
import { FailureMessage, Skeleton } from '../../design/states.tsx';
import { EventLine } from './event-line.tsx';
import type { LogEvent } from './events.queries.ts';

/** One page of events as the gateway gives it. */
export interface EventPage {
  readonly edges: readonly { readonly node: LogEvent }[];
  readonly pageInfo: { readonly hasNextPage: boolean; readonly endCursor: string | null };
}

/** Where a reader is in a list of pages, newest first. */
export interface Pages {
  /** The cursor to send, undefined for the newest page. */
  readonly after: string | undefined;
  readonly newer: (() => void) | undefined;
  readonly older: (cursor: string) => void;
}

/** Remembers the way through the pages; a new `key` begins at the newest one again. */
export function usePages(key: string): Pages {
  const [way, setWay] = useState<{ readonly key: string; readonly cursors: readonly string[] }>({ key, cursors: [] });
  const cursors = way.key === key ? way.cursors : [];
  return {
    after: cursors.at(-1),
    newer: cursors.length === 0 ? undefined : () => setWay({ key, cursors: cursors.slice(0, -1) }),
    older: (cursor) => setWay({ key, cursors: [...cursors, cursor] }),
  };
}

interface EventPagesProps {
  readonly page: EventPage | undefined;
  readonly error: CombinedError | undefined;
  readonly fetching: boolean;
  readonly pages: Pages;
  readonly onRetry: () => void;
  /** What to show when there is nothing. */
  readonly empty: ReactNode;
  /** Makes the streams' names buttons. */
  readonly onStream?: (stream: string) => void;
  /** Something more to do with an event. */
  readonly more?: (event: LogEvent) => ReactNode;
}

/** Events as a diary with its pages; also while they load, when there are none, and when they cannot be had. */
export function EventPages({ page, error, fetching, pages, onRetry, empty, onStream, more }: EventPagesProps) {
  if (page === undefined && error !== undefined && !fetching) return <FailureMessage error={error} onRetry={onRetry} />;
  if (page === undefined)
    return (
      <div aria-busy="true">
        {[0, 1, 2, 3, 4].map((row) => (
          <Skeleton key={row} height={44} style={{ marginTop: 10 }} />
        ))}
      </div>
    );
  const older = page.pageInfo.hasNextPage ? page.pageInfo.endCursor : null;
  return (
    <>
      {page.edges.length === 0 && empty}
      {page.edges.length > 0 && (
        <ol className="s-diary">
          {page.edges.map(({ node }) => (
            <EventLine key={node.id} event={node} {...(onStream && { onStream })} {...(more && { more })} />
          ))}
        </ol>
      )}
      {(pages.newer !== undefined || older !== null) && (
        <div className="s-more">
          {pages.newer !== undefined && (
            <Button look="outline" onClick={pages.newer}>
              Newer
            </Button>
          )}
          {older !== null && (
            <Button look="outline" onClick={() => pages.older(older)}>
              Older
            </Button>
          )}
        </div>
      )}
    </>
  );
}
