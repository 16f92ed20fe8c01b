import { Chip } from '../../design/bits.tsx';
import { counted } from '../../design/format.ts';
import { money } from '../../design/money.ts';
import type { StudioPrice } from './plans.queries.ts';
import { groupsOf, type PriceGroup } from './price-groups.ts';
import { PricePlot } from './price-plot.tsx';
import { dayOf, instantOf } from '../../design/days.ts';
import { placeName } from '../money-words.ts';

interface PlanPricesProps {
  readonly prices: readonly StudioPrice[];
  /** How often is paid, in words. */
  readonly interval: string;
  /** ms since the epoch */
  readonly now: number;
}

/** What a plan costs, place by place: drawn, and as a list. */
export function PlanPrices({ prices, interval, now }: PlanPricesProps) {
  if (prices.length === 0)
    return (
      <section className="s-card" aria-labelledby="plan-prices">
        <h2 id="plan-prices">Prices</h2>
        <p className="s-lead">
          It has no price yet, so nobody can buy it. Set one that holds everywhere, or one for a place.
        </p>
      </section>
    );
  const groups = groupsOf(prices, now);
  const elsewhere = groups.find(({ territory }) => territory === null)?.now;
  return groups.map((group) => (
    <Place
      key={group.territory ?? ''}
      group={group}
      place={group.territory === null && groups.length === 1 ? 'Everywhere' : placeName(group.territory)}
      elsewhere={elsewhere}
      interval={interval}
      now={now}
    />
  ));
}

interface PlaceProps {
  readonly group: PriceGroup<StudioPrice>;
  readonly place: string;
  /** What is asked where there is no price of its own. */
  readonly elsewhere: StudioPrice | undefined;
  readonly interval: string;
  readonly now: number;
}

function Place({ group, place, elsewhere, interval, now }: PlaceProps) {
  const { territory, prices, now: current, lowest, toCome } = group;
  const heading = `prices-${territory ?? 'everywhere'}`;
  const [next] = toCome;
  return (
    <section className="s-card" aria-labelledby={heading}>
      <h2 id={heading}>{place}</h2>
      <p className="s-plan__price">
        {current === undefined ? (
          elsewhere === undefined ? (
            'Not sold here yet.'
          ) : (
            `Until then what is asked everywhere else: ${money(elsewhere.price)}.`
          )
        ) : (
          <>
            <strong>{money(current.price)}</strong> {interval}
            {current.taxIncluded ? ', tax in it' : ', tax on top'}
          </>
        )}
      </p>
      <p className="s-faint">
        {lowest !== undefined && current !== undefined && current.territory === territory && (
          <>Lowest of the last 30 days: {money({ minor: lowest, currency: current.price.currency })}. </>
        )}
        {next !== undefined && (
          <>
            {money(next.price)} from {dayOf(next.from)}.
          </>
        )}
      </p>
      <PricePlot prices={prices} now={now} label={place} />
      <div className="s-scroll" tabIndex={0} role="region" aria-label={`Prices, ${place}`}>
        <table className="s-table s-table--plain">
          <caption className="visually-hidden">Prices, {place}</caption>
          <thead>
            <tr>
              <th scope="col">From</th>
              <th scope="col" className="s-num">
                Price
              </th>
              <th scope="col" className="s-hide">
                Tax
              </th>
              <th scope="col" className="s-hide">
                Notice
              </th>
              <th scope="col">State</th>
            </tr>
          </thead>
          <tbody>
            {prices.toReversed().map((price) => (
              <tr key={price.id}>
                <th scope="row">{instantOf(price.from)}</th>
                <td className="s-num">{money(price.price)}</td>
                <td className="s-hide">{price.taxIncluded ? 'in it' : 'on top'}</td>
                <td className="s-hide">{counted(price.noticeDays, 'day')}</td>
                <td>
                  <PriceState price={price} current={current} now={now} />
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </section>
  );
}

function PriceState({ price, current, now }: { price: StudioPrice; current: StudioPrice | undefined; now: number }) {
  if (price.id === current?.id) return <Chip tone="good">now</Chip>;
  return Date.parse(price.from) > now ? <Chip tone="info">to come</Chip> : <Chip>past</Chip>;
}
