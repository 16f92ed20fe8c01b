import { useQuery } from 'urql';
import { Count, useCountRefresh } from '../count.tsx';
import { StageCountsQuery } from './media.queries.ts';

/** How many films are in work, and how many were rejected. */
export default function PipelineBadge() {
  const [{ data }, refresh] = useQuery({ query: StageCountsQuery });
  useCountRefresh(refresh);
  const of = (...stages: string[]) =>
    data?.assetCounts.filter(({ stage }) => stages.includes(stage)).reduce((sum, { count }) => sum + count, 0) ?? 0;
  return (
    <>
      <Count value={of('UPLOADING', 'PROBING', 'ENCODING', 'PACKAGING')} label="in work" />
      <Count value={of('REJECTED')} label="rejected" bad />
    </>
  );
}
