import { IconAlertTriangle, IconArrowLeft, IconFileUnknown } from '@tabler/icons-react';
import { getRouteApi, Link } from '@tanstack/react-router';
import { type ReactNode, useState } from 'react';
import { useQuery } from 'urql';
import { Chip, When } from '../../design/bits.tsx';
import { Button, buttonClass } from '../../design/button.tsx';
import { bytes, clock, took } from '../../design/format.ts';
import { Picture } from '../../design/picture.tsx';
import { FailureMessage, Skeleton, StateMessage } from '../../design/states.tsx';
import { History } from '../history/history.tsx';
import { useRefreshOnSocket } from '../changes.tsx';
import { useLive, useUploads } from './media-live.tsx';
import { PageHead } from '../page-head.tsx';
import { Tabs } from '../tabs.tsx';
import { type Asset, AssetQuery } from './media.queries.ts';
import { ProgramWords } from './program-words.tsx';
import { ownUpload, stagesOf, summaryOf } from './stage-model.ts';
import { StageTrack } from './stage-track.tsx';

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
        <Overview asset={asset} />
      )}
    </>
  );
}

function Overview({ asset }: { asset: Asset }) {
  const live = useLive();
  const [uploads] = useUploads();
  const [words, setWords] = useState<string | null>(null);
  const upload = uploads.find((entry) => entry.assetId === asset.id);
  return (
    <div className="s-stack">
      {asset.rejection !== null && (
        <div className="notice notice--bad">
          <IconAlertTriangle size={18} />
          <div className="s-notice__text">
            <p>{asset.rejection.message}</p>
            <p className="s-faint">
              Rejected while {asset.rejection.stage.toLowerCase()}: <code>{asset.rejection.code}</code>
            </p>
          </div>
          {asset.rejection.detail !== '' && (
            <Button small look="outline" onClick={() => setWords(asset.rejection?.detail ?? null)}>
              Details
            </Button>
          )}
        </div>
      )}
      <section className="s-card" aria-label="Stages">
        <StageTrack stages={stagesOf(asset, live.progressOf, ownUpload(upload))} onWords={setWords} />
      </section>
      <div className="s-columns">
        <section className="s-card" aria-labelledby="source">
          <h2 id="source">Source</h2>
          {asset.posterUrl !== null && (
            <Picture
              src={asset.posterUrl}
              placeholder={asset.posterPlaceholder}
              alt={`A still of ${asset.title?.name ?? asset.fileName}`}
              className="s-still"
            />
          )}
          <dl className="s-dl">
            <Fact name="File">{asset.fileName}</Fact>
            <Fact name="Size">{bytes(Number(asset.sizeBytes))}</Fact>
            {asset.durationMs !== null && <Fact name="Length">{clock(asset.durationMs)}</Fact>}
            {asset.video !== null && (
              <Fact name="Picture">{`${asset.video.width} × ${asset.video.height}, ${Number(asset.video.fps.toFixed(3))} fps, ${asset.video.codec}`}</Fact>
            )}
            {asset.sha256 !== null && (
              <Fact name="SHA-256">
                <code className="s-hash">{asset.sha256}</code>
              </Fact>
            )}
            <Fact name="Uploaded">
              <When at={asset.startedAt} />
            </Fact>
          </dl>
        </section>
        <div className="s-stack">
          <Renditions asset={asset} />
          <Jobs asset={asset} onWords={setWords} />
        </div>
      </div>
      {words !== null && <ProgramWords words={words} onClose={() => setWords(null)} />}
    </div>
  );
}

function Fact({ name, children }: { name: string; children: ReactNode }) {
  return (
    <>
      <dt>{name}</dt>
      <dd>{children}</dd>
    </>
  );
}

function Renditions({ asset }: { asset: Asset }) {
  const states = {
    PLANNED: ['Planned', 'plain'],
    ENCODED: ['Encoded', 'info'],
    PACKAGED: ['Packaged', 'good'],
  } as const;
  return (
    <section className="s-card" aria-labelledby="ladder">
      <h2 id="ladder">Ladder</h2>
      {asset.renditions.length === 0 && <p className="s-faint">The ladder is chosen once the film has been probed.</p>}
      {asset.renditions.length > 0 && (
        <div className="s-scroll" tabIndex={0} role="region" aria-label="Renditions">
          <table className="s-table s-table--plain">
            <thead>
              <tr>
                <th scope="col">Rendition</th>
                <th scope="col" className="s-num">
                  Picture
                </th>
                <th scope="col" className="s-num">
                  Planned
                </th>
                <th scope="col" className="s-num">
                  Measured
                </th>
                <th scope="col">State</th>
              </tr>
            </thead>
            <tbody>
              {asset.renditions.map((rendition) => (
                <tr key={rendition.name}>
                  <th scope="row">{rendition.height === null ? 'Sound' : `${rendition.height}p`}</th>
                  <td className="s-num">
                    {rendition.width === null ? '–' : `${rendition.width} × ${rendition.height}`}
                  </td>
                  <td className="s-num">{rendition.bitrateKbps.toLocaleString()} kbit/s</td>
                  <td className="s-num">
                    {rendition.averageKbps === null ? '–' : `${rendition.averageKbps.toLocaleString()} kbit/s`}
                  </td>
                  <td>
                    <Chip tone={states[rendition.state][1]}>{states[rendition.state][0]}</Chip>
                  </td>
                </tr>
              ))}
            </tbody>
          </table>
        </div>
      )}
    </section>
  );
}

const jobStates = {
  REQUESTED: ['Waits', 'plain'],
  RUNNING: ['Runs', 'info'],
  COMPLETED: ['Done', 'good'],
  RETRYING: ['Again soon', 'warn'],
  FAILED: ['Failed', 'bad'],
} as const;

function Jobs({ asset, onWords }: { asset: Asset; onWords: (words: string) => void }) {
  return (
    <section className="s-card" aria-labelledby="jobs">
      <h2 id="jobs">Jobs</h2>
      {asset.jobs.length === 0 && <p className="s-faint">Work begins when the last byte has arrived.</p>}
      {asset.jobs.length > 0 && (
        <div className="s-scroll" tabIndex={0} role="region" aria-label="Jobs of this film">
          <table className="s-table s-table--plain">
            <thead>
              <tr>
                <th scope="col">Job</th>
                <th scope="col">State</th>
                <th scope="col" className="s-num">
                  Attempt
                </th>
                <th scope="col" className="s-num">
                  Time
                </th>
                <th scope="col">Worker</th>
              </tr>
            </thead>
            <tbody>
              {asset.jobs.map((job) => (
                <tr key={job.id}>
                  <th scope="row">{job.kind.charAt(0) + job.kind.slice(1).toLowerCase()}</th>
                  <td>
                    <Chip tone={jobStates[job.state][1]} live={job.state === 'RUNNING'}>
                      {jobStates[job.state][0]}
                    </Chip>
                    {job.lastError !== null && (
                      <button type="button" className="s-words" onClick={() => onWords(job.lastError ?? '')}>
                        Details
                      </button>
                    )}
                  </td>
                  <td className="s-num">{job.attempt || '–'}</td>
                  <td className="s-num">{job.wallMs === null ? '–' : took(job.wallMs)}</td>
                  <td className="s-faint">{job.worker ?? '–'}</td>
                </tr>
              ))}
            </tbody>
          </table>
        </div>
      )}
    </section>
  );
}
