import { IconRefresh, IconSearchOff, IconTimeline } from '@tabler/icons-react';
import { getRouteApi } from '@tanstack/react-router';
import { useEffect, useId, useState } from 'react';
import { useQuery } from 'urql';
import { without } from '../../app/search.ts';
import { Button } from '../../design/button.tsx';
import { FailureMessage, Skeleton, StateMessage } from '../../design/states.tsx';
import { useRefreshOnChange } from '../changes.tsx';
import { PageHead } from '../page-head.tsx';
import { EventsQuery } from '../history/events.queries.ts';
import { EventLine } from '../history/event-line.tsx';
import { useDiary } from '../../app/use-contexts.ts';

const route = getRouteApi('/studio/log');

/** The log itself, newest first, filtered by stream, type or correlation. */
export function LogPage() {
  const search = route.useSearch();
  const navigate = route.useNavigate();
  const [after, setAfter] = useState<readonly string[]>([]);
  const filter = JSON.stringify(search);
  useEffect(() => setAfter([]), [filter]);
  const cursor = after.at(-1);
  const [{ data, error, fetching }, refresh] = useQuery({
    query: EventsQuery,
    variables: {
      first: 50,
      ...(cursor === undefined ? {} : { after: cursor }),
      ...(search.stream === undefined ? {} : { stream: search.stream }),
      ...(search.type === undefined ? {} : { types: [search.type] }),
      ...(search.correlation === undefined ? {} : { correlationId: search.correlation }),
    },
  });
  useRefreshOnChange((options) => cursor === undefined && refresh(options));
  const filtered = search.stream !== undefined || search.type !== undefined || search.correlation !== undefined;
  const put = (key: 'stream' | 'type' | 'correlation', value: string) =>
    void navigate({
      search: (old) => ({ ...without(old, key), ...(value === '' ? {} : { [key]: value }) }),
      replace: true,
    });

  return (
    <>
      <PageHead
        title="Log"
        actions={
          <Button look="outline" onClick={() => refresh({ requestPolicy: 'network-only' })}>
            <IconRefresh size={18} />
            Refresh
          </Button>
        }
      >
        <div className="s-filters">
          <TextFilter
            label="Stream"
            placeholder="title-8f1c…"
            value={search.stream ?? ''}
            onValue={(value) => put('stream', value)}
          />
          <TypeFilter value={search.type ?? ''} onValue={(value) => put('type', value)} />
          <TextFilter
            label="Correlation"
            placeholder="Any"
            value={search.correlation ?? ''}
            onValue={(value) => put('correlation', value)}
          />
        </div>
      </PageHead>
      {data === undefined && error !== undefined && !fetching && (
        <FailureMessage error={error} onRetry={() => refresh({ requestPolicy: 'network-only' })} />
      )}
      {data === undefined && (error === undefined || fetching) && (
        <div className="s-card" aria-busy="true">
          {[0, 1, 2, 3, 4, 5].map((row) => (
            <Skeleton key={row} height={44} style={{ marginTop: 10 }} />
          ))}
        </div>
      )}
      {data?.events.edges.length === 0 &&
        (filtered ? (
          <StateMessage
            icon={<IconSearchOff size={30} stroke={1.6} />}
            title="No event fits"
            actions={
              <Button look="outline" onClick={() => void navigate({ search: {}, replace: true })}>
                Clear the filters
              </Button>
            }
          >
            Streams and correlations must be given whole.
          </StateMessage>
        ) : (
          <StateMessage icon={<IconTimeline size={30} stroke={1.6} />} title="The log is empty">
            Upload a film in the pipeline: every step becomes an event and stands here.
          </StateMessage>
        ))}
      {data !== undefined && data.events.edges.length > 0 && (
        <section className="s-card" aria-label="Events">
          <ol className="s-diary">
            {data.events.edges.map(({ node }) => (
              <EventLine key={node.id} event={node} showStream onStream={(stream) => put('stream', stream)} />
            ))}
          </ol>
        </section>
      )}
      <div className="s-more">
        {after.length > 0 && (
          <Button look="outline" onClick={() => setAfter(after.slice(0, -1))}>
            Newer
          </Button>
        )}
        {data?.events.pageInfo.hasNextPage === true && data.events.pageInfo.endCursor !== null && (
          <Button look="outline" onClick={() => setAfter([...after, data.events.pageInfo.endCursor ?? ''])}>
            Older
          </Button>
        )}
      </div>
    </>
  );
}

function TextFilter({
  label,
  placeholder,
  value,
  onValue,
}: {
  label: string;
  placeholder: string;
  value: string;
  onValue: (value: string) => void;
}) {
  const [text, setText] = useState(value);
  const id = useId();
  useEffect(() => setText(value), [value]);
  useEffect(() => {
    if (text.trim() === value) return;
    const timer = setTimeout(() => onValue(text.trim()), 350);
    return () => clearTimeout(timer);
  }, [text, value, onValue]);
  return (
    <div className="field">
      <label className="field__label" htmlFor={id}>
        {label}
      </label>
      <input
        id={id}
        className="input"
        type="search"
        spellCheck={false}
        autoComplete="off"
        placeholder={placeholder}
        value={text}
        onChange={(event) => setText(event.target.value)}
      />
    </div>
  );
}

function TypeFilter({ value, onValue }: { value: string; onValue: (value: string) => void }) {
  const id = useId();
  const eventTypes = Object.keys(useDiary()).toSorted();
  return (
    <div className="field">
      <label className="field__label" htmlFor={id}>
        Type
      </label>
      <select id={id} className="input" value={value} onChange={(event) => onValue(event.target.value)}>
        <option value="">Every type</option>
        {value !== '' && !eventTypes.includes(value) && <option value={value}>{value}</option>}
        {eventTypes.map((type) => (
          <option key={type} value={type}>
            {type}
          </option>
        ))}
      </select>
    </div>
  );
}
