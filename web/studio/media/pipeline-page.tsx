import { IconUpload } from '@tabler/icons-react';
import { getRouteApi, Link } from '@tanstack/react-router';
import { useRef } from 'react';
import { useQuery } from 'urql';
import { Button } from '../../design/button.tsx';
import { FailureMessage } from '../../design/states.tsx';
import { useRefreshOnChange, useRefreshOnSocket } from '../changes.tsx';
import { PageHead } from '../page-head.tsx';
import { AssetCard } from './asset-card.tsx';
import { BoardSkeleton, EmptyBoard, EmptyStage } from './board-states.tsx';
import { DropCover } from './drop-cover.tsx';
import { useLive, useUploads } from './media-live.tsx';
import { type Asset, BoardQuery, StageCountsQuery } from './media.queries.ts';
import { MoreAssets } from './more-assets.tsx';
import { summaryOf } from './stage-model.ts';
import { UploadCard } from './upload-card.tsx';

const route = getRouteApi('/studio/pipeline');
const pageSize = 20;
const stages: readonly Asset['stage'][] = [
  'UPLOADING',
  'PROBING',
  'ENCODING',
  'PACKAGING',
  'READY',
  'REJECTED',
  'ABORTED',
];

/** Every film and how far it is, live. */
export function PipelinePage() {
  const search = route.useSearch();
  const stage = stages.find((known) => known === search.stage);
  const live = useLive();
  const [uploads, actions] = useUploads();
  const input = useRef<HTMLInputElement>(null);
  const [{ data, error, fetching }, refresh] = useQuery({
    query: BoardQuery,
    variables: { first: pageSize, ...(stage === undefined ? {} : { stage }) },
  });
  useRefreshOnSocket(refresh);

  const rows = data?.assets.edges.map(({ node }) => live.newest(node));
  const known = new Set(rows?.map((asset) => asset.id));
  const assets =
    rows === undefined
      ? undefined
      : [...live.arrived().filter((asset) => !known.has(asset.id)), ...rows].filter(
          (asset) => stage === undefined || asset.stage === stage,
        );
  const shown = new Set(assets?.map((asset) => asset.id));
  const loose = uploads.filter(
    (entry) => entry.state !== 'sent' && (entry.assetId === null || !shown.has(entry.assetId)),
  );
  const choose = () => input.current?.click();

  return (
    <>
      <PageHead
        title="Pipeline"
        actions={
          <Button look="primary" onClick={choose}>
            <IconUpload size={18} />
            Upload films
          </Button>
        }
      >
        <StageFilter chosen={stage} />
      </PageHead>
      <input
        ref={input}
        type="file"
        multiple
        accept="video/*,.mkv,.mxf,.ts,.mov,.avi,.flv,.webm,.mp4"
        className="visually-hidden"
        tabIndex={-1}
        aria-label="Choose films to upload"
        onChange={(event) => {
          actions.add([...(event.target.files ?? [])]);
          event.target.value = '';
        }}
      />
      <DropCover onFiles={actions.add} />
      {loose.length > 0 && (
        <ul className="s-stack" aria-label="Uploads from this browser">
          {loose.map((entry) => (
            <li key={entry.key}>
              <UploadCard entry={entry} uploads={actions} onChoose={choose} />
            </li>
          ))}
        </ul>
      )}
      {assets === undefined && error !== undefined && !fetching && (
        <FailureMessage error={error} onRetry={() => refresh({ requestPolicy: 'network-only' })} />
      )}
      {assets === undefined && (error === undefined || fetching) && <BoardSkeleton />}
      {assets?.length === 0 &&
        loose.length === 0 &&
        (stage === undefined ? <EmptyBoard onChoose={choose} /> : <EmptyStage stage={stage} />)}
      {assets !== undefined && assets.length > 0 && (
        <ul className="s-stack" aria-label="Films">
          {assets.map((asset) => (
            <li key={asset.id}>
              <AssetCard
                asset={asset}
                upload={uploads.find((entry) => entry.assetId === asset.id)}
                uploads={actions}
                progressOf={live.progressOf}
                onChoose={choose}
              />
            </li>
          ))}
        </ul>
      )}
      {data?.assets.pageInfo.hasNextPage === true && (
        <MoreAssets after={data.assets.pageInfo.endCursor} stage={stage} shown={shown} />
      )}
    </>
  );
}

function StageFilter({ chosen }: { chosen: Asset['stage'] | undefined }) {
  const [{ data }, refresh] = useQuery({ query: StageCountsQuery });
  useRefreshOnChange(refresh);
  const counts = new Map(data?.assetCounts.map(({ stage, count }) => [stage, count]));
  const offered = stages.filter((stage) => stage === chosen || (counts.get(stage) ?? 0) > 0);
  if (offered.length === 0) return null;
  return (
    <nav className="s-filter" aria-label="Filter by stage">
      <Link
        to="/studio/pipeline"
        search={{}}
        activeOptions={{ exact: true }}
        className="s-filter__item"
        data-here={chosen === undefined}
      >
        All
      </Link>
      {offered.map((stage) => (
        <Link
          key={stage}
          to="/studio/pipeline"
          search={{ stage }}
          activeOptions={{ exact: true }}
          className="s-filter__item"
          data-here={chosen === stage}
        >
          {summaryOf(stage).label}
          <span className="s-filter__count tabular">{counts.get(stage) ?? 0}</span>
        </Link>
      ))}
    </nav>
  );
}
