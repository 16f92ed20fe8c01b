import { useQuery } from 'urql';
import { Count, useCountRefresh } from '../count.tsx';
import { ParkedCountQuery } from './audit.queries.ts';

/** How many events are parked, by read models and by roles. */
export default function ParkedBadge() {
  const [{ data }, refresh] = useQuery({ query: ParkedCountQuery });
  useCountRefresh(refresh);
  return (
    <Count value={data?.parkedCounts.reduce((sum, { events }) => sum + events, 0) ?? 0} label="parked events" bad />
  );
}
