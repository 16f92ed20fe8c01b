import { useQuery } from 'urql';
import { FailureMessage, Skeleton } from '../design/states.tsx';
import { ActiveStreamsQuery } from './player.queries.ts';
import { StreamList } from './stream-list.tsx';

/** What the account plays now, to look at and to stop. */
export function WatchingNow() {
  const [{ data, error, fetching }, refresh] = useQuery({
    query: ActiveStreamsQuery,
    requestPolicy: 'cache-and-network',
  });
  const again = () => refresh({ requestPolicy: 'network-only' });
  if (data === undefined && error !== undefined && !fetching) return <FailureMessage error={error} onRetry={again} />;
  if (data === undefined) return <Skeleton height={64} style={{ borderRadius: 12 }} />;
  if (data.activeStreams.length === 0) return <p className="a-section__lead">Nothing plays at the moment.</p>;
  return <StreamList streams={data.activeStreams} action="Stop" onStopped={again} />;
}
