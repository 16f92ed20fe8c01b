import { IconAlertTriangle, IconMovie } from '@tabler/icons-react';
import { Link } from '@tanstack/react-router';
import { useState } from 'react';
import { Chip, When } from '../../design/bits.tsx';
import { Button, buttonClass } from '../../design/button.tsx';
import { bytes, clock } from '../../design/format.ts';
import { Dialog } from '../../design/dialog.tsx';
import { Picture } from '../../design/picture.tsx';
import type { Asset } from './media.queries.ts';
import { ProgramOutput } from './program-output.tsx';
import { ownUpload, type ProgressOf, stagesOf, summaryOf } from './stage-model.ts';
import { StageTrack } from './stage-track.tsx';
import { UploadActions, UploadChip, UploadNotice } from './upload-card.tsx';
import type { UploadEntry, Uploads } from './uploads.ts';

interface AssetCardProps {
  readonly asset: Asset;
  /** This browser's upload of it, while there is one. */
  readonly upload: UploadEntry | undefined;
  readonly uploads: Uploads;
  readonly progressOf: ProgressOf;
  readonly onChoose: () => void;
}

/** One film on the board: what it is, where it stands, what to do next. */
export function AssetCard({ asset, upload, uploads, progressOf, onChoose }: AssetCardProps) {
  const [output, setOutput] = useState<string | null>(null);
  const summary = summaryOf(asset.stage);
  const ours = asset.stage === 'UPLOADING' ? upload : undefined;
  return (
    <article className="s-card" data-stage={asset.stage} aria-label={asset.title?.name ?? asset.fileName}>
      <div className="s-card__head">
        {asset.posterUrl === null ? (
          <div className="s-card__still s-card__still--file">
            <IconMovie size={26} stroke={1.5} />
          </div>
        ) : (
          <Picture src={asset.posterUrl} placeholder={asset.posterPlaceholder} alt="" className="s-card__still" />
        )}
        <div className="s-card__text">
          <div className="s-card__name">
            <h2>
              <Link to="/studio/assets/$assetId" params={{ assetId: asset.id }}>
                {asset.title?.name ?? asset.fileName}
              </Link>
            </h2>
            {ours === undefined ? (
              <Chip tone={summary.tone} live={summary.live}>
                {summary.label}
              </Chip>
            ) : (
              <UploadChip entry={ours} />
            )}
          </div>
          <p className="s-facts">
            {factsOf(asset).map((fact) => (
              <span key={fact}>{fact}</span>
            ))}
            <span>
              <When at={asset.startedAt} />
            </span>
          </p>
        </div>
        <div className="s-card__actions">
          {ours !== undefined && <UploadActions entry={ours} uploads={uploads} onChoose={onChoose} />}
          {asset.stage === 'UPLOADING' && ours === undefined && <AbandonUpload asset={asset} uploads={uploads} />}
          {asset.stage === 'READY' && asset.title !== null && <NextStep title={asset.title} />}
        </div>
      </div>
      {ours !== undefined && <UploadNotice entry={ours} />}
      {asset.rejection !== null && (
        <div className="notice notice--bad">
          <IconAlertTriangle size={18} />
          <div className="s-notice__text">
            <p>{asset.rejection.message}</p>
          </div>
          {asset.rejection.detail !== '' && (
            <Button small look="outline" onClick={() => setOutput(asset.rejection?.detail ?? null)}>
              Details
            </Button>
          )}
        </div>
      )}
      <StageTrack stages={stagesOf(asset, progressOf, ownUpload(ours))} onOutput={setOutput} />
      {output !== null && <ProgramOutput output={output} onClose={() => setOutput(null)} />}
    </article>
  );
}

/** A ready film needs its details and its publication. */
function NextStep({ title }: { title: NonNullable<Asset['title']> }) {
  const published = title.status === 'PUBLISHED';
  return (
    <Link
      to="/studio/titles/$titleId"
      params={{ titleId: title.id }}
      className={buttonClass(published ? 'outline' : 'primary', 'btn--small')}
    >
      {published ? 'Open title' : 'Name and publish'}
    </Link>
  );
}

/** An upload that another browser began and perhaps will never finish. */
function AbandonUpload({ asset, uploads }: { asset: Asset; uploads: Uploads }) {
  const [asking, setAsking] = useState(false);
  if (!asking)
    return (
      <Button small look="outline" onClick={() => setAsking(true)}>
        Give up
      </Button>
    );
  return (
    <Dialog
      title="Give this upload up?"
      onClose={() => setAsking(false)}
      actions={
        <>
          <Button look="outline" onClick={() => setAsking(false)}>
            Keep it
          </Button>
          <Button look="danger" onClick={() => void uploads.abandon(asset.uploadId).then(() => setAsking(false))}>
            Give up
          </Button>
        </>
      }
    >
      <p>
        Another browser began to send “{asset.fileName}”. Its bytes are removed, and whoever sends it has to begin
        again.
      </p>
    </Dialog>
  );
}

/** Facts of a file in a line: name where the title hides it, size, length, picture. */
export function factsOf(asset: Asset): readonly string[] {
  return [
    asset.title !== null && asset.title.name !== asset.fileName ? asset.fileName : null,
    bytes(Number(asset.sizeBytes)),
    asset.durationMs === null ? null : clock(asset.durationMs),
    asset.video === null ? null : `${asset.video.width} × ${asset.video.height}`,
    asset.video === null ? null : `${Number(asset.video.fps.toFixed(2))} fps`,
  ].filter((fact) => fact !== null);
}
