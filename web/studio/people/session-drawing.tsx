import { useEffect, useState } from 'react';
import { type CombinedError, useClient } from 'urql';
import { clock, took } from '../../design/format.ts';
import { FailureMessage, Skeleton } from '../../design/states.tsx';
import { StreamEventsQuery } from '../history/events.queries.ts';
import { type Course, courseOf, type Doing, type Sample, skewOf, sumsOf } from './session-course.ts';

const WIDTH = 640;
const HEIGHT = 150;
const BAND = 34;
/** Heartbeats are read so many at a time, and at most so many pages of them: a film of eight hours. */
const PAGE = 50;
const MOST_PAGES = 20;

const NAMES: Readonly<Record<Doing, string>> = {
  ...{ starting: 'Starting', playing: 'Playing', paused: 'Paused', stalled: 'Stalled', seeking: 'Seeking' },
  silent: 'Not heard of',
};

interface Heartbeat {
  readonly seq: number;
  readonly receivedAt: string;
  readonly samples: readonly Sample[];
}
type Read =
  | { readonly kind: 'reading' }
  | { readonly kind: 'failed'; readonly error: CombinedError | undefined }
  | { readonly kind: 'read'; readonly course: Course | undefined; readonly skewMs: number | undefined };

/** A playback as its player reported it: what it was doing when, the bit rate, seeks and errors, as a picture and as a table. */
export function SessionDrawing({ sessionId }: { sessionId: string }) {
  const [read, setRead] = useState<Read>({ kind: 'reading' });
  const [round, setRound] = useState(0);
  const client = useClient();
  useEffect(() => {
    const left = new AbortController();
    const ask = async (): Promise<Read> => {
      const heartbeats = new Map<number, Heartbeat>();
      let after: string | null = null;
      for (let page = 0; page < MOST_PAGES; page += 1) {
        const { data, error }: Awaited<ReturnType<ReturnType<typeof client.query<StreamPage>>['toPromise']>> =
          await client
            .query<StreamPage>(
              StreamEventsQuery,
              { stream: `heartbeats-${sessionId}`, first: PAGE, after },
              { requestPolicy: 'network-only' },
            )
            .toPromise();
        if (data === undefined) return { kind: 'failed', error };
        for (const { node } of data.streamEvents.edges)
          if (node.type === 'playback.PlaybackHeartbeat' && node.data !== null)
            heartbeats.set((node.data as Heartbeat).seq, node.data as Heartbeat);
        if (!data.streamEvents.pageInfo.hasNextPage) break;
        after = data.streamEvents.pageInfo.endCursor;
      }
      const inOrder = [...heartbeats.values()].toSorted((a, b) => a.seq - b.seq);
      return { kind: 'read', course: courseOf(inOrder.flatMap(({ samples }) => samples)), skewMs: skewOf(inOrder) };
    };
    setRead({ kind: 'reading' });
    void ask().then((found) => {
      if (!left.signal.aborted) setRead(found);
    });
    return () => left.abort();
  }, [client, sessionId, round]);
  if (read.kind === 'reading')
    return (
      <div aria-busy="true" aria-label="Reading the playback">
        <Skeleton height={180} />
      </div>
    );
  if (read.kind === 'failed')
    return read.error === undefined ? null : (
      <FailureMessage error={read.error} onRetry={() => setRound((before) => before + 1)} />
    );
  if (read.course === undefined || read.course.lengthMs === 0)
    return (
      <p className="s-faint">
        Its player reported nothing, or longer ago than heartbeats are kept (30 days). What it came to stands in the
        history of the playback.
      </p>
    );
  return (
    <>
      {read.skewMs !== undefined && (
        <p className="notice notice--warn">
          <span>
            The player&rsquo;s clock was {took(Math.abs(read.skewMs))} {read.skewMs > 0 ? 'ahead' : 'behind'}. Lengths
            are right all the same.
          </span>
        </p>
      )}
      <Picture course={read.course} />
      <Rows course={read.course} />
    </>
  );
}

interface StreamPage {
  readonly streamEvents: {
    readonly edges: readonly { readonly node: { readonly type: string; readonly data: unknown } }[];
    readonly pageInfo: { readonly hasNextPage: boolean; readonly endCursor: string | null };
  };
}

function Picture({ course }: { course: Course }) {
  const { lengthMs, stretches, rates, marks } = course;
  const x = (ms: number) => (ms / lengthMs) * WIDTH;
  const top = Math.max(1, ...rates.map(({ kbps }) => kbps));
  const y = (kbps: number) => HEIGHT - BAND - 8 - (kbps / top) * (HEIGHT - BAND - 20);
  const sums = sumsOf(course);
  const said = sums.map(([doing, ms]) => `${NAMES[doing].toLowerCase()} ${took(ms)}`).join(', ');
  return (
    <figure className="s-session">
      <svg
        viewBox={`0 0 ${WIDTH} ${HEIGHT}`}
        preserveAspectRatio="none"
        role="img"
        aria-label={`The playback: ${said}`}
      >
        {stretches.map(({ doing, fromMs, toMs }) => (
          <rect
            key={fromMs}
            className={`s-session__band s-session__band--${doing}`}
            x={x(fromMs)}
            width={Math.max(1, x(toMs) - x(fromMs))}
            y={HEIGHT - BAND}
            height={BAND}
          />
        ))}
        {rates.map(({ fromMs, toMs, kbps }, index) => {
          const before = rates[index - 1];
          const joins = before?.toMs === fromMs ? `${x(fromMs)},${y(before.kbps)} ` : '';
          return (
            <polyline
              key={fromMs}
              className="s-session__rate"
              points={`${joins}${x(fromMs)},${y(kbps)} ${x(toMs)},${y(kbps)}`}
            />
          );
        })}
        {marks.map(({ atMs, kind }, index) => (
          <line
            // oxlint-disable-next-line react/no-array-index-key -- two may be at one instant
            key={index}
            className={`s-session__mark s-session__mark--${kind}`}
            x1={x(atMs)}
            x2={x(atMs)}
            y1={0}
            y2={HEIGHT}
          />
        ))}
      </svg>
      <figcaption>
        <ul className="s-session__legend">
          {sums.map(([doing, ms]) => (
            <li key={doing}>
              <span className={`s-session__swatch s-session__band--${doing}`} aria-hidden="true" />
              {NAMES[doing]} {took(ms)}
            </li>
          ))}
          {rates.length > 0 && (
            <li>
              <span className="s-session__swatch s-session__swatch--rate" aria-hidden="true" />
              Bit rate up to {top.toLocaleString('en')} kbit/s
            </li>
          )}
        </ul>
      </figcaption>
    </figure>
  );
}

/** The same in words. */
function Rows({ course: { stretches, rates, marks } }: { course: Course }) {
  const rows = [
    ...stretches.map(({ doing, fromMs, toMs, playheadMs }) => ({
      ...{ atMs: fromMs, what: NAMES[doing], long: took(toMs - fromMs), place: clock(playheadMs) },
      rate: rates.find((rate) => rate.fromMs <= fromMs && fromMs < rate.toMs)?.kbps,
    })),
    ...marks.map(({ atMs, kind, text }) => ({
      ...{ atMs, what: kind === 'error' ? `Error: ${text}` : 'A seek', long: '', place: '', rate: undefined },
    })),
  ].toSorted((a, b) => a.atMs - b.atMs);
  return (
    <details className="s-session__rows">
      <summary>As a table</summary>
      <div className="s-scroll" tabIndex={0} role="region" aria-label="The playback as a table">
        <table className="s-table s-table--plain">
          <caption className="visually-hidden">What the player was doing</caption>
          <thead>
            <tr>
              <th scope="col">After</th>
              <th scope="col">What</th>
              <th scope="col">For</th>
              <th scope="col">At</th>
              <th scope="col" className="s-num">
                kbit/s
              </th>
            </tr>
          </thead>
          <tbody>
            {rows.map(({ atMs, what, long, place, rate }, index) => (
              // oxlint-disable-next-line react/no-array-index-key -- two may be at one instant
              <tr key={index}>
                <td>{clock(atMs)}</td>
                <th scope="row">{what}</th>
                <td>{long}</td>
                <td>{place}</td>
                <td className="s-num">{rate?.toLocaleString('en') ?? ''}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </details>
  );
}
