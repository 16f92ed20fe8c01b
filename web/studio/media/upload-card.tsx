import { IconAlertTriangle, IconFileUpload, IconPlayerPause, IconPlayerPlay, IconX } from '@tabler/icons-react';
import { Chip, Meter } from '../../design/bits.tsx';
import { Button, IconButton } from '../../design/button.tsx';
import { bytes } from '../../design/format.ts';
import type { UploadEntry, Uploads } from './uploads.ts';

interface UploadProps {
  readonly entry: UploadEntry;
  readonly uploads: Uploads;
  /** Opens the file picker. */
  readonly onChoose: () => void;
}

const chips = {
  queued: ['Waits its turn', 'plain'],
  sending: ['Uploading', 'info'],
  paused: ['Paused', 'warn'],
  failed: ['Stopped', 'bad'],
  sent: ['Sent', 'good'],
  'waits-for-file': ['Interrupted', 'warn'],
} as const;

/** An upload that the board does not know yet, or that another visit began. */
export function UploadCard({ entry, uploads, onChoose }: UploadProps) {
  const fraction = entry.size === 0 ? 0 : entry.sent / entry.size;
  return (
    <article className="s-card" aria-label={entry.name}>
      <div className="s-card__head">
        <div className="s-card__still s-card__still--file">
          <IconFileUpload size={26} stroke={1.5} />
        </div>
        <div className="s-card__text">
          <div className="s-card__name">
            <h2>{entry.name}</h2>
            <UploadChip entry={entry} />
          </div>
          <p className="s-facts tabular">
            <span>{entry.sent > 0 ? `${bytes(entry.sent)} of ${bytes(entry.size)}` : bytes(entry.size)}</span>
          </p>
        </div>
        <div className="s-card__actions">
          <UploadActions entry={entry} uploads={uploads} onChoose={onChoose} />
        </div>
      </div>
      <UploadNotice entry={entry} />
      {entry.state !== 'waits-for-file' && <Meter fraction={fraction} label={`Upload of ${entry.name}`} />}
    </article>
  );
}

export function UploadChip({ entry }: { entry: UploadEntry }) {
  const [label, tone] = chips[entry.state];
  return (
    <Chip tone={tone} live={entry.state === 'sending'}>
      {label}
    </Chip>
  );
}

/** What went wrong, or what an interrupted upload needs. */
export function UploadNotice({ entry }: { entry: UploadEntry }) {
  if (entry.state === 'waits-for-file') {
    return (
      <p className="notice notice--warn">
        <IconAlertTriangle size={18} />
        <span>This upload was interrupted. Choose the same file again and it goes on where it stopped.</span>
      </p>
    );
  }
  return entry.message === null ? null : (
    <p className="notice notice--bad" role="alert">
      <IconAlertTriangle size={18} />
      <span>{entry.message}</span>
    </p>
  );
}

/** Pause, go on, give up. */
export function UploadActions({ entry, uploads, onChoose }: UploadProps) {
  if (entry.state === 'sent') return null;
  return (
    <>
      {(entry.state === 'sending' || entry.state === 'queued') && (
        <Button small look="outline" onClick={() => uploads.pause(entry.key)}>
          <IconPlayerPause size={16} />
          Pause
        </Button>
      )}
      {(entry.state === 'paused' || entry.state === 'failed') && (
        <Button small look="outline" onClick={() => uploads.resume(entry.key)}>
          <IconPlayerPlay size={16} />
          Go on
        </Button>
      )}
      {entry.state === 'waits-for-file' && (
        <Button small look="outline" onClick={onChoose}>
          <IconFileUpload size={16} />
          Choose the file
        </Button>
      )}
      <IconButton small label={`Cancel the upload of ${entry.name}`} onClick={() => void uploads.cancel(entry.key)}>
        <IconX size={18} />
      </IconButton>
    </>
  );
}
