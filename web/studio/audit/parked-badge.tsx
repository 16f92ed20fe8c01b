import { useQuery } from 'urql';
import { Count, useCountRefresh } from '../count.tsx';
import { ParkedCountQuery } from './audit.queries.ts';

/** How many events no read model could handle. */
export default function ParkedBadge() {
  const [{ data }, refresh] = useQuery({ query: ParkedCountQuery });
  useCountRefresh(refresh);
  return (
    <Count value={data?.projections.reduce((sum, { parked }) => sum + parked, 0) ?? 0} label="parked events" bad />
  );
}
