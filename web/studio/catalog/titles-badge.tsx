import { useQuery } from 'urql';
import { Count, useCountRefresh } from '../count.tsx';
import { DraftsQuery } from './title.queries.ts';

/** How many drafts could be published. */
export default function TitlesBadge() {
  const [{ data }, refresh] = useQuery({ query: DraftsQuery });
  useCountRefresh(refresh);
  return (
    <Count value={data?.studioTitles.edges.filter(({ node }) => node.playable).length ?? 0} label="ready to publish" />
  );
}
