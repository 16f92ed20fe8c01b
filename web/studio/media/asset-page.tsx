import { IconArrowLeft, IconFileUnknown } from '@tabler/icons-react';
import { getRouteApi, Link } from '@tanstack/react-router';
import { useQuery } from 'urql';
import { Chip } from '../../design/bits.tsx';
import { buttonClass } from '../../design/button.tsx';
import { FailureMessage, Skeleton, StateMessage } from '../../design/states.tsx';
import { History } from '../history/history.tsx';
import { useRefreshOnSocket } from '../changes.tsx';
import { useLive } from './media-live.tsx';
import { PageHead } from '../page-head.tsx';
import { Tabs } from '../tabs.tsx';
import { AssetOverview } from './asset-overview.tsx';
import { AssetQuery } from './media.queries.ts';
import { summaryOf } from './stage-model.ts';

const route = getRouteApi('/studio/assets/$assetId');

/** One film's file: the way it went, what was found in it, what was made of it. */
export function AssetPage() {
  const { assetId } = route.useParams();
  const { tab } = route.useSearch();
  const live = useLive();
  const [{ data, error, fetching }, refresh] = useQuery({ query: AssetQuery, variables: { id: assetId } });
  useRefreshOnSocket(refresh);
  if (data === undefined && error !== undefined && !fetching)
    return <FailureMessage whole error={error} onRetry={() => refresh({ requestPolicy: 'network-only' })} />;
  if (data === undefined)
    return (
      <>
        <Skeleton width={260} height={34} />
        <Skeleton height={160} style={{ marginTop: 24 }} />
      </>
    );
  if (data.asset === null) {
    return (
      <StateMessage
        whole
        icon={<IconFileUnknown size={30} stroke={1.6} />}
        title="There is no such film here"
        actions={
          <Link to="/studio/pipeline" className={buttonClass('primary')}>
            See the pipeline
          </Link>
        }
      >
        The link may be mistyped.
      </StateMessage>
    );
  }
  const asset = live.newest(data.asset);
  const summary = summaryOf(asset.stage);
  const to = { to: '/studio/assets/$assetId', params: { assetId } } as const;
  return (
    <>
      <PageHead
        title={asset.title?.name ?? asset.fileName}
        crumb={
          <Link to="/studio/pipeline" className="s-back">
            <IconArrowLeft size={16} />
            Pipeline
          </Link>
        }
        state={
          <Chip tone={summary.tone} live={summary.live}>
            {summary.label}
          </Chip>
        }
        actions={
          asset.title !== null && (
            <Link to="/studio/titles/$titleId" params={{ titleId: asset.title.id }} className={buttonClass('outline')}>
              Open the title
            </Link>
          )
        }
      />
      <Tabs
        label="Film"
        tabs={[
          { name: 'Film', link: (inner) => <Link {...to} search={{}} {...inner} /> },
          { name: 'History', link: (inner) => <Link {...to} search={{ tab: 'history' }} {...inner} /> },
        ]}
      />
      {tab === 'history' ? (
        <History
          streams={[
            ['The file', `asset-${asset.id}`],
            ['The upload', `upload-${asset.uploadId}`],
            ['The process', `ingest-${asset.id}`],
          ]}
        />
      ) : (
        <AssetOverview asset={asset} />
      )}
    </>
  );
}
