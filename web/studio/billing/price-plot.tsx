import { money } from '../../design/money.ts';
import type { StudioPrice } from './plans.queries.ts';
import { dayOf } from '../../design/days.ts';

const WIDTH = 640;
const HEIGHT = 120;
const DAY_MS = 86_400_000;
/** Room for half a stroke. */
const EDGE = 3;

interface PricePlotProps {
  /** Of one place, the oldest first. */
  readonly prices: readonly StudioPrice[];
  /** ms since the epoch */
  readonly now: number;
  readonly label: string;
}

/** What was asked, is and will be, as steps over time; what is yet to come is dashed. Only prices of the newest currency: others have no common scale. */
export function PricePlot({ prices, now, label }: PricePlotProps) {
  const currency = prices.at(-1)?.price.currency;
  const shown = prices.filter(({ price }) => price.currency === currency);
  const [first] = shown;
  const last = shown.at(-1);
  if (first === undefined || last === undefined) return null;
  const start = Math.min(Date.parse(first.from), now - 30 * DAY_MS);
  const end = Math.max(Date.parse(last.from), now) + 30 * DAY_MS;
  const top = Math.max(1, ...shown.map(({ price }) => price.minor));
  const x = (ms: number) => ((ms - start) / (end - start)) * WIDTH;
  const y = (minor: number) => HEIGHT - EDGE - (minor / top) * (HEIGHT - 2 * EDGE - 12);
  const line = (steps: readonly StudioPrice[], from: number, until: number) =>
    steps
      .map(({ price }, index) => {
        const begins = Math.max(from, Date.parse(steps[index]?.from ?? ''));
        const ends = Math.min(until, index + 1 < steps.length ? Date.parse(steps[index + 1]?.from ?? '') : until);
        return ends <= begins ? '' : `${x(begins)},${y(price.minor)} ${x(ends)},${y(price.minor)}`;
      })
      .join(' ');
  return (
    <figure className="s-plot">
      <svg
        viewBox={`0 0 ${WIDTH} ${HEIGHT}`}
        preserveAspectRatio="none"
        role="img"
        aria-label={`${label}: ${shown.map(({ price, from }) => `${money(price)} from ${dayOf(from)}`).join(', ')}`}
      >
        <line className="s-plot__base" x1={0} x2={WIDTH} y1={HEIGHT - 1} y2={HEIGHT - 1} />
        <line className="s-plot__now" x1={x(now)} x2={x(now)} y1={0} y2={HEIGHT} />
        <polyline className="s-plot__line" points={line(shown, start, now)} />
        <polyline className="s-plot__line s-plot__line--later" points={line(shown, now, end)} />
      </svg>
      <figcaption className="s-plot__axis" aria-hidden="true">
        <span>{x(now) / WIDTH > 0.3 && dayOf(new Date(start).toISOString())}</span>
        <span className="s-plot__today" style={{ left: `${(x(now) / WIDTH) * 100}%` }}>
          today
        </span>
        <span>{x(now) / WIDTH < 0.7 && dayOf(new Date(end).toISOString())}</span>
      </figcaption>
    </figure>
  );
}
