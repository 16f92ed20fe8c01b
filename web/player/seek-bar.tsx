import { type PointerEvent, useEffect, useRef, useState } from 'react';
import { clock } from '../design/format.ts';
import type { VideoView } from './use-video.ts';

/** Moving the handle seeks once it rests: a dragged finger would otherwise ask for every segment it passes. */
const restMs = 140;

/** The time line: played, buffered, and the time under the pointer. */
export function SeekBar({ view, onSeek }: { view: VideoView; onSeek: (seconds: number) => void }) {
  const [wanted, setWanted] = useState<number | null>(null);
  const [hover, setHover] = useState<number | null>(null);
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined);
  useEffect(() => () => clearTimeout(timer.current), []);
  useEffect(() => {
    if (!view.seeking) setWanted(null);
  }, [view.seeking]);

  const duration = view.duration || 0;
  const time = wanted ?? view.time;
  const share = (seconds: number) => `${duration > 0 ? Math.min(100, (seconds / duration) * 100) : 0}%`;
  const want = (seconds: number) => {
    setWanted(seconds);
    clearTimeout(timer.current);
    timer.current = setTimeout(() => onSeek(seconds), restMs);
  };
  const point = (event: PointerEvent<HTMLDivElement>) => {
    const box = event.currentTarget.getBoundingClientRect();
    setHover(Math.min(1, Math.max(0, (event.clientX - box.left) / box.width)));
  };
  return (
    <div className="p-seek" onPointerMove={point} onPointerLeave={() => setHover(null)}>
      <div className="p-seek__track" aria-hidden="true">
        <i className="p-seek__buffered" style={{ width: share(view.bufferedTo) }} />
        <i className="p-seek__played" style={{ width: share(time) }} />
      </div>
      <i className="p-seek__knob" aria-hidden="true" style={{ left: share(time) }} />
      {hover !== null && duration > 0 && (
        <span
          className="p-seek__tip tabular"
          aria-hidden="true"
          style={{ left: `clamp(26px, ${hover * 100}%, calc(100% - 26px))` }}
        >
          {clock(hover * duration * 1000)}
        </span>
      )}
      <input
        type="range"
        aria-label="Place in the film"
        min={0}
        max={Math.max(1, Math.floor(duration))}
        step={1}
        value={Math.floor(time)}
        aria-valuetext={`${clock(time * 1000)} of ${clock(duration * 1000)}`}
        disabled={duration === 0}
        onChange={(event) => want(Number(event.target.value))}
      />
    </div>
  );
}
