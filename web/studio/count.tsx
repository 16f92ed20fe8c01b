import { useEffect } from 'react';
import { useRefreshOnChange } from './changes.tsx';

/** Rows that a list gives at most: more than these are "50+". */
const most = 50;
const everyMs = 30_000;

/** How many there are of something that needs a person; nothing when there is none. */
export function Count({ value, label, bad = false }: { value: number; label: string; bad?: boolean }) {
  if (value === 0) return null;
  return (
    <b className={bad ? 's-count s-count--bad' : 's-count'} title={`${value} ${label}`}>
      {value >= most ? `${most}+` : value}
      <span className="visually-hidden"> {label}</span>
    </b>
  );
}

/** Asks for a count again when something changed, and now and then. */
export function useCountRefresh(refresh: (options: { requestPolicy: 'network-only' }) => void): void {
  useRefreshOnChange(refresh);
  useEffect(() => {
    const timer = setInterval(() => refresh({ requestPolicy: 'network-only' }), everyMs);
    return () => clearInterval(timer);
  }, [refresh]);
}
