import { useState } from 'react';
import { useQuery } from 'urql';
import { Button } from '../../design/button.tsx';
import { FailureMessage, Skeleton } from '../../design/states.tsx';
import { useLive, useUploads } from './media-live.tsx';
import { AssetCard } from './asset-card.tsx';
import { type Asset, BoardQuery } from './media.queries.ts';

interface MoreAssetsProps {
  readonly after: string | null;
  readonly stage: Asset['stage'] | undefined;
  /** Assets that stand above already. */
  readonly shown: ReadonlySet<string>;
}

/** The next page of the board, behind a button. */
export function MoreAssets({ after, stage, shown }: MoreAssetsProps) {
  const [open, setOpen] = useState(false);
  const live = useLive();
  const [, uploads] = useUploads();
  const [{ data, error, fetching }, refresh] = useQuery({
    query: BoardQuery,
    pause: !open,
    variables: { first: 20, ...(after === null ? {} : { after }), ...(stage === undefined ? {} : { stage }) },
  });
  if (!open)
    return (
      <div className="s-more">
        <Button look="outline" onClick={() => setOpen(true)}>
          Show older films
        </Button>
      </div>
    );
  if (error !== undefined && !fetching)
    return <FailureMessage error={error} onRetry={() => refresh({ requestPolicy: 'network-only' })} />;
  if (data === undefined) return <Skeleton height={140} />;
  const assets = data.assets.edges.map(({ node }) => live.newest(node)).filter((asset) => !shown.has(asset.id));
  return (
    <>
      <ul className="s-stack">
        {assets.map((asset) => (
          <li key={asset.id}>
            <AssetCard
              asset={asset}
              upload={undefined}
              uploads={uploads}
              progressOf={live.progressOf}
              onChoose={() => undefined}
            />
          </li>
        ))}
      </ul>
      {data.assets.pageInfo.hasNextPage && (
        <MoreAssets
          after={data.assets.pageInfo.endCursor}
          stage={stage}
          shown={new Set([...shown, ...assets.map((asset) => asset.id)])}
        />
      )}
    </>
  );
}
