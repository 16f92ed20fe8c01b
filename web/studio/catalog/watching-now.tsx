import { useEffect } from 'react';
import { useQuery } from 'urql';
import { Chip } from '../../design/bits.tsx';
import { WatchingNowQuery } from './title.queries.ts';

/** Leases of sessions last 90 s; asking more often would show nothing new. */
const refreshEveryMs = 15_000;

/** How many watch now, a title or everything. Nothing stands here while nobody knows. */
export function WatchingNow({ titleId }: { titleId?: string }) {
  const [{ data }, refresh] = useQuery({
    query: WatchingNowQuery,
    variables: titleId === undefined ? {} : { titleIds: [titleId] },
    requestPolicy: 'cache-and-network',
  });
  useEffect(() => {
    const timer = setInterval(() => refresh({ requestPolicy: 'network-only' }), refreshEveryMs);
    return () => clearInterval(timer);
  }, [refresh]);
  const watching = data?.watchingNow ?? null;
  if (watching === null) return null;
  const sessions = titleId === undefined ? watching.sessions : (watching.titles[0]?.sessions ?? 0);
  return <Chip tone={sessions > 0 ? 'good' : 'plain'}>{`${sessions.toLocaleString()} watching now`}</Chip>;
}
