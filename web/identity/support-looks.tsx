import { useQuery } from 'urql';
import { When } from '../design/bits.tsx';
import { FailedPart } from '../design/failed-part.tsx';
import { Skeleton } from '../design/states.tsx';
import { SupportLooksQuery } from './see-as.queries.ts';

const WHAT = {
  PAGE: 'Support looked at your account, your devices and your profiles',
  SEE_AS: 'Support saw Reprise as your household does, and changed nothing',
} as const;

/** That and when those who work here looked at whoever is signed in. */
export function SupportLooks() {
  const [{ data, error }, refresh] = useQuery({ query: SupportLooksQuery, requestPolicy: 'cache-and-network' });
  if (data === undefined)
    return error === undefined ? (
      <Skeleton height={48} />
    ) : (
      <FailedPart what="When support looked" error={error} onRetry={() => refresh({ requestPolicy: 'network-only' })} />
    );
  return (
    <div className="a-group">
      <h3 className="a-row__name">When support looked</h3>
      {data.supportLooks.length === 0 ? (
        <p className="a-row__value">Nobody of support has looked at your account.</p>
      ) : (
        <ul className="a-devices" aria-label="When support looked">
          {data.supportLooks.map(({ what, at, until }) => (
            <li key={at} className="a-row">
              <div className="a-row__text">
                <p className="a-row__name">{WHAT[what]}</p>
                <p className="a-row__value">
                  <When at={at} />
                  {until !== null && ` · for ${minutesOf(at, until)}`}
                </p>
              </div>
            </li>
          ))}
        </ul>
      )}
    </div>
  );
}

function minutesOf(from: string, until: string): string {
  const minutes = Math.max(1, Math.round((Date.parse(until) - Date.parse(from)) / 60_000));
  return minutes === 1 ? 'a minute at most' : `${minutes} minutes at most`;
}
