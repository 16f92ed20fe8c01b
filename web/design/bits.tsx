import { useEffect, useState } from 'react';
import { relative } from './format.ts';

export type Tone = 'plain' | 'good' | 'warn' | 'bad' | 'info';

/** A state in one word. `live` pulses while something is going on. */
export function Chip({ tone = 'plain', live = false, children }: { tone?: Tone; live?: boolean; children: string }) {
  return <span className={`chip chip--${tone}${live ? ' chip--live' : ''}`}>{children}</span>;
}

/** A progress bar; `fraction` is 0 to 1. */
export function Meter({ fraction, label, thin = false }: { fraction: number; label: string; thin?: boolean }) {
  const safe = Math.min(1, Math.max(0, fraction));
  return (
    <div
      className={thin ? 'meter meter--thin' : 'meter'}
      role="progressbar"
      aria-label={label}
      aria-valuemin={0}
      aria-valuemax={100}
      aria-valuenow={Math.round(safe * 100)}
    >
      <i style={{ transform: `scaleX(${safe})` }} />
    </div>
  );
}

/** The time of day, refreshed every `everyMs`. */
export function useNow(everyMs: number): number {
  const [now, setNow] = useState(() => Date.now());
  useEffect(() => {
    const timer = setInterval(() => setNow(Date.now()), everyMs);
    return () => clearInterval(timer);
  }, [everyMs]);
  return now;
}

/** An instant told relative to now, exact on hover. */
export function When({ at }: { at: string }) {
  const now = useNow(30_000);
  return (
    <time dateTime={at} title={new Date(at).toLocaleString(undefined, { dateStyle: 'full', timeStyle: 'medium' })}>
      {relative(at, now)}
    </time>
  );
}

/** The product's name; `area` says which one this is. */
export function Wordmark({ area }: { area?: string }) {
  return (
    <span className="wordmark">
      <svg width="22" height="22" viewBox="0 0 22 22" aria-hidden="true">
        <path d="M3.6 3v16" stroke="currentColor" strokeWidth="2.8" strokeLinecap="round" />
        <path
          d="M19.4 3.9v14.2a1 1 0 0 1-1.55.83L7.6 12a1.2 1.2 0 0 1 0-2l10.25-6.93a1 1 0 0 1 1.55.83Z"
          fill="currentColor"
        />
      </svg>
      Reprise
      {area !== undefined && <small>{area}</small>}
    </span>
  );
}
