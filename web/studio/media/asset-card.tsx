import { IconAlertTriangle, IconMovie } from '@tabler/icons-react';
import { Link } from '@tanstack/react-router';
import { useState } from 'react';
import { Chip, When } from '../../design/bits.tsx';
import { Button, buttonClass } from '../../design/button.tsx';
import { bytes, clock } from '../../design/format.ts';
import { Picture } from '../../design/picture.tsx';
import type { Asset } from './media.queries.ts';
import { ProgramWords } from './program-words.tsx';
import { type ProgressOf, stagesOf, summaryOf } from './stage-model.ts';
import { StageTrack } from './stage-track.tsx';
import { UploadActions, UploadNotice } from './upload-card.tsx';
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
  const [words, setWords] = useState<string | null>(null);
  const summary = summaryOf(asset.stage);
  const ours = asset.stage === 'UPLOADING' ? upload : undefined;
  const uploaded = ours === undefined || ours.state === 'waits-for-file' ? null : ours.size === 0 ? 1 : ours.sent / ours.size;
  return (
    <article className="s-card" data-stage={asset.stage} aria-label={asset.title?.name ?? asset.fileName}>
      <div className="s-card__head">
        {asset.posterUrl === null
          ? <div className="s-card__still s-card__still--file"><IconMovie size={26} stroke={1.5} /></div>
          : <Picture src={asset.posterUrl} placeholder={asset.posterPlaceholder} alt="" className="s-card__still" />}
        <div className="s-card__text">
          <div className="s-card__name">
            <h2><Link to="/studio/assets/$assetId" params={{ assetId: asset.id }}>{asset.title?.name ?? asset.fileName}</Link></h2>
            <Chip tone={summary.tone} live={summary.live}>{summary.label}</Chip>
          </div>
          <p className="s-facts">{factsOf(asset).map((fact) => <span key={fact}>{fact}</span>)}<span><When at={asset.startedAt} /></span></p>
        </div>
        <div className="s-card__actions">
          {ours !== undefined && <UploadActions entry={ours} uploads={uploads} onChoose={onChoose} />}
          {asset.stage === 'READY' && asset.title !== null && <NextStep title={asset.title} />}
        </div>
      </div>
      {ours !== undefined && <UploadNotice entry={ours} />}
      {asset.rejection !== null && (
        <div className="notice notice--bad">
          <IconAlertTriangle size={18} />
          <div className="s-notice__text"><p>{asset.rejection.message}</p></div>
          {asset.rejection.detail !== '' && <Button small look="outline" onClick={() => setWords(asset.rejection?.detail ?? null)}>Details</Button>}
        </div>
      )}
      <StageTrack stages={stagesOf(asset, progressOf, uploaded)} onWords={setWords} />
      {words !== null && <ProgramWords words={words} onClose={() => setWords(null)} />}
    </article>
  );
}

/** A ready film needs its words and its publication. */
function NextStep({ title }: { title: NonNullable<Asset['title']> }) {
  const published = title.status === 'PUBLISHED';
  return <Link to="/studio/titles/$titleId" params={{ titleId: title.id }} className={buttonClass(published ? 'outline' : 'primary', 'btn--small')}>{published ? 'Open title' : 'Name and publish'}</Link>;
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
