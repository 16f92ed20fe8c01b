import { IconScale } from '@tabler/icons-react';
import { getRouteApi, Link } from '@tanstack/react-router';
import { useQuery } from 'urql';
import { Chip } from '../../design/bits.tsx';
import { signedMoney } from '../../design/money.ts';
import { FailureMessage, Skeleton, StateMessage } from '../../design/states.tsx';
import { PageHead } from '../page-head.tsx';
import { type LedgerEntry, LedgerOfInvoiceQuery, LedgerQuery } from './customer.queries.ts';
import { booksOf, exactly } from './ledger-sums.ts';
import { instantOf } from '../../design/days.ts';

const route = getRouteApi('/studio/ledger');

const ACCOUNTS: Readonly<Record<LedgerEntry['account'], readonly [name: string, means: string]>> = {
  RECEIVABLE: ['Receivable', 'invoices that are owed'],
  CASH: ['Cash', 'held by the payment provider, before its fees'],
  REVENUE: ['Revenue', 'sold, without tax'],
  TAX: ['Tax', 'owed to the state'],
  CREDIT: ['Credit', 'owed to customers'],
  REFUNDS: ['Refunds', 'given back or given away, without tax'],
  SURPLUS: ['Surplus', 'came and was not owed, on its way back'],
};

/** The books: balances by currency, or what was booked for one invoice. */
export function LedgerPage() {
  const { invoice } = route.useSearch();
  return invoice === undefined ? <Balances /> : <OfInvoice invoiceId={invoice} />;
}

function Balances() {
  const [{ data, error, fetching }, refresh] = useQuery({ query: LedgerQuery, requestPolicy: 'cache-and-network' });
  return (
    <>
      <PageHead title="Ledger">
        <p className="s-lead">
          Every amount is booked twice: debits are positive, credits negative, and those of one currency sum to zero.
        </p>
      </PageHead>
      {data === undefined && error !== undefined && !fetching && (
        <FailureMessage error={error} onRetry={() => refresh({ requestPolicy: 'network-only' })} />
      )}
      {data === undefined && (error === undefined || fetching) && (
        <div aria-busy="true">
          <Skeleton height={280} />
        </div>
      )}
      {data?.ledgerBalances.length === 0 && (
        <StateMessage icon={<IconScale size={30} stroke={1.6} />} title="Nothing was booked yet">
          The first invoice opens the books.
        </StateMessage>
      )}
      {data !== undefined &&
        booksOf(data.ledgerBalances).map(({ currency, rows, sum }) => (
          <section key={currency} className="s-card" aria-labelledby={`book-${currency}`}>
            <h2 id={`book-${currency}`}>{currency}</h2>
            <table className="s-table s-table--plain">
              <caption className="visually-hidden">Balances in {currency}</caption>
              <thead>
                <tr>
                  <th scope="col">Account</th>
                  <th scope="col" className="s-hide">
                    What it is
                  </th>
                  <th scope="col" className="s-num">
                    Balance
                  </th>
                </tr>
              </thead>
              <tbody>
                {rows.map(({ account, balanceMinor }) => (
                  <tr key={account}>
                    <th scope="row">{ACCOUNTS[account][0]}</th>
                    <td className="s-hide">{ACCOUNTS[account][1]}</td>
                    <td className="s-num">{exactly(balanceMinor, currency)}</td>
                  </tr>
                ))}
              </tbody>
              <tfoot>
                <Sum sum={sum} currency={currency} columns={2} />
              </tfoot>
            </table>
          </section>
        ))}
    </>
  );
}

function Sum({ sum, currency, columns }: { sum: string; currency: string; columns: 2 | 3 }) {
  return (
    <tr className="s-sum">
      <th scope="row">Sum</th>
      <td className="s-hide">
        {sum === '0' ? <Chip tone="good">in balance</Chip> : <Chip tone="bad">out of balance</Chip>}
      </td>
      {columns === 3 && <td className="s-hide" />}
      <td className="s-num">{exactly(sum, currency)}</td>
    </tr>
  );
}

function OfInvoice({ invoiceId }: { invoiceId: string }) {
  const [{ data, error, fetching }, refresh] = useQuery({ query: LedgerOfInvoiceQuery, variables: { invoiceId } });
  const entries = data?.ledgerOfInvoice ?? [];
  const currency = entries[0]?.amount.currency;
  const sum = String(entries.reduce((total, { amount }) => total + amount.minor, 0));
  return (
    <>
      <PageHead
        title={`Booked for ${data?.invoice?.number ?? 'an invoice'}`}
        crumb={
          <Link to="/studio/ledger" search={{}} className="s-back">
            Ledger
          </Link>
        }
      />
      {data === undefined && error !== undefined && !fetching && (
        <FailureMessage error={error} onRetry={() => refresh({ requestPolicy: 'network-only' })} />
      )}
      {data === undefined && (error === undefined || fetching) && (
        <div aria-busy="true">
          <Skeleton height={280} />
        </div>
      )}
      {data !== undefined && currency === undefined && (
        <StateMessage icon={<IconScale size={30} stroke={1.6} />} title="Nothing was booked for it">
          The link may be mistyped.
        </StateMessage>
      )}
      {currency !== undefined && (
        <section className="s-card" aria-label="Entries">
          <div className="s-scroll" tabIndex={0} role="region" aria-label="Entries">
            <table className="s-table s-table--plain">
              <caption className="visually-hidden">Entries</caption>
              <thead>
                <tr>
                  <th scope="col">Account</th>
                  <th scope="col" className="s-hide">
                    Booked by
                  </th>
                  <th scope="col" className="s-hide">
                    When
                  </th>
                  <th scope="col" className="s-num">
                    Amount
                  </th>
                </tr>
              </thead>
              <tbody>
                {entries.map(({ position, account, event, at, amount }) => (
                  <tr key={`${position} ${account}`}>
                    <th scope="row">{ACCOUNTS[account][0]}</th>
                    <td className="s-hide">
                      <code>{event}</code>
                    </td>
                    <td className="s-hide">{instantOf(at)}</td>
                    <td className="s-num">{signedMoney(amount)}</td>
                  </tr>
                ))}
              </tbody>
              <tfoot>
                <Sum sum={sum} currency={currency} columns={3} />
              </tfoot>
            </table>
          </div>
        </section>
      )}
    </>
  );
}
