import { IconX } from '@tabler/icons-react';
import type { RefObject } from 'react';
import { IconButton } from '../design/button.tsx';
import { useNow } from '../design/bits.tsx';
import type { Engine } from './engine.ts';

interface StatsOverlayProps {
  readonly engine: Engine | null;
  readonly video: RefObject<HTMLVideoElement | null>;
  readonly sessionId: string;
  readonly onClose: () => void;
}

/** Technical details for the curious and for bug reports, refreshed every second. */
export function StatsOverlay({ engine, video, sessionId, onClose }: StatsOverlayProps) {
  useNow(1000);
  const stats = engine?.stats();
  const element = video.current;
  const ahead =
    element !== null && element.buffered.length > 0
      ? Math.max(0, element.buffered.end(element.buffered.length - 1) - element.currentTime)
      : 0;
  const rows: readonly (readonly [string, string])[] = [
    ['Format', stats?.format ?? '–'],
    ['Picture', stats === undefined || stats.height === 0 ? '–' : `${stats.width} × ${stats.height}`],
    ['Codecs', stats?.codecs ?? '–'],
    ['Bit rate', `${(stats?.kbps ?? 0).toLocaleString()} kbit/s`],
    ['Network', `${(stats?.throughputKbps ?? 0).toLocaleString()} kbit/s`],
    ['Buffer', `${ahead.toFixed(1)} s`],
    ['Frames', `${(stats?.decodedFrames ?? 0).toLocaleString()} shown, ${stats?.droppedFrames ?? 0} dropped`],
    ['Session', sessionId],
  ];
  return (
    <section className="p-stats tabular" aria-label="Technical details">
      <IconButton small label="Close technical details" onClick={onClose}>
        <IconX size={16} />
      </IconButton>
      <dl>
        {rows.map(([name, value]) => (
          <div key={name}>
            <dt>{name}</dt>
            <dd>{value}</dd>
          </div>
        ))}
      </dl>
    </section>
  );
}
