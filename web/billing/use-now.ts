import { useEffect, useState } from 'react';
import { ticksEvery } from './time-left.ts';

/** The instant now, ms, as often as a clock that counts down to `until` shows another; null: it does not count. */
export function useNow(until: string | null): number {
  const [now, setNow] = useState(() => Date.now());
  useEffect(() => {
    if (until === null) return undefined;
    const timer = setTimeout(() => setNow(Date.now()), ticksEvery(until, now));
    return () => clearTimeout(timer);
  }, [until, now]);
  return now;
}
