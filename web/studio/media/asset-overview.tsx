import { IconAlertTriangle, IconInfoCircle } from '@tabler/icons-react';
import { type ReactNode, useState } from 'react';
import { When } from '../../design/bits.tsx';
import { Button } from '../../design/button.tsx';
import { bytes, clock } from '../../design/format.ts';
import { Picture } from '../../design/picture.tsx';
import { Jobs, Renditions } from './asset-tables.tsx';
import { useLive, useUploads } from './media-live.tsx';
import type { Asset } from './media.queries.ts';
import { ProgramOutput } from './program-output.tsx';
import { ownUpload, stagesOf } from './stage-model.ts';
import { StageTrack } from './stage-track.tsx';

/** The way of a film so far, what was found in its file, and what was made of it. */
export function AssetOverview({ asset }: { asset: Asset }) {
  const live = useLive();
  const [uploads] = useUploads();
  const [output, setOutput] = useState<string | null>(null);
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
            <Button small look="outline" onClick={() => setOutput(asset.rejection?.detail ?? null)}>
              Details
            </Button>
          )}
        </div>
      )}
      <Notes notes={asset.notes} />
      <section className="s-card" aria-label="Stages">
        <StageTrack stages={stagesOf(asset, live.progressOf, ownUpload(upload))} onOutput={setOutput} />
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
          <Jobs asset={asset} onOutput={setOutput} />
        </div>
      </div>
      {output !== null && <ProgramOutput output={output} onClose={() => setOutput(null)} />}
    </div>
  );
}

/** What was left out, repaired or changed in a film that was taken all the same. */
function Notes({ notes }: { notes: Asset['notes'] }) {
  if (notes.length === 0) return null;
  return (
    <section className="notice" aria-labelledby="notes">
      <IconInfoCircle size={18} />
      <div className="s-notice__text">
        <h2 id="notes" className="s-notice__title">
          Worth knowing
        </h2>
        <ul className="s-notes">
          {notes.map(({ stage, code, message }) => (
            <li key={`${stage}/${code}/${message}`}>{message}</li>
          ))}
        </ul>
      </div>
    </section>
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
