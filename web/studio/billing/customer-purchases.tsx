import { Link } from '@tanstack/react-router';
import { Chip, type Tone } from '../../design/bits.tsx';
import { dayOf, instantOf } from '../../design/days.ts';
import { money } from '../../design/money.ts';
import type { CustomerMoney } from './customer.queries.ts';
import { failureIn } from './subscription-words.ts';

type Purchase = CustomerMoney['purchases'][number];

const STATES: Readonly<Record<Purchase['status'], readonly [name: string, tone: Tone]>> = {
  PAYING: ['being paid', 'info'],
  CONFIRM: ['waits for the customer', 'warn'],
  YOURS: ['theirs', 'good'],
  REFUNDING: ['on its way back', 'info'],
  FAILED: ['not paid', 'bad'],
  ABANDONED: ['given up', 'plain'],
  EXPIRED: ['over', 'plain'],
  REFUNDED: ['given back', 'plain'],
  REVOKED: ['taken away', 'bad'],
};

/** What somebody rented and bought, how it stands, and what came back of it. */
export function CustomerPurchases({ purchases }: { purchases: readonly Purchase[] }) {
  if (purchases.length === 0) return null;
  return (
    <section className="s-card" aria-labelledby="customer-purchases">
      <h2 id="customer-purchases">Rented and bought</h2>
      <div className="s-scroll" tabIndex={0} role="region" aria-label="Rented and bought">
        <table className="s-table s-table--plain s-table--wrap">
          <caption className="visually-hidden">Rented and bought</caption>
          <thead>
            <tr>
              <th scope="col">Title</th>
              <th scope="col" className="s-hide">
                Asked for
              </th>
              <th scope="col" className="s-hide">
                Until
              </th>
              <th scope="col" className="s-num">
                Price
              </th>
              <th scope="col">State</th>
            </tr>
          </thead>
          <tbody>
            {purchases.map((purchase) => (
              <Row key={purchase.id} purchase={purchase} />
            ))}
          </tbody>
        </table>
      </div>
    </section>
  );
}

function Row({ purchase }: { purchase: Purchase }) {
  const { model, titleId, titleName, status, price, refunded, failure, requestedAt, startedAt, until } = purchase;
  const [label, tone] = STATES[status];
  return (
    <tr>
      <th scope="row">
        <Link to="/studio/titles/$titleId" params={{ titleId }} className="s-inline-link">
          {titleName}
        </Link>{' '}
        <span className="s-faint">{model === 'RENT' ? 'rented' : 'bought'}</span>
      </th>
      <td className="s-hide">{dayOf(requestedAt)}</td>
      <td className="s-hide">
        {until === null ? (model === 'BUY' ? 'for good' : '') : instantOf(until)}
        {until !== null && <span className="s-blocked">{startedAt === null ? 'to begin' : 'to watch, begun'}</span>}
      </td>
      <td className="s-num">{money(price)}</td>
      <td>
        <Chip tone={tone}>{label}</Chip>
        {refunded.minor > 0 && <span className="s-blocked">{money(refunded)} came back</span>}
        {failure !== null && <span className="s-blocked">{failureIn(failure)}</span>}
      </td>
    </tr>
  );
}
