import '../identity/account.css';
import './invoice.css';
import { IconArrowLeft, IconDownload, IconReceiptOff } from '@tabler/icons-react';
import { getRouteApi, Link } from '@tanstack/react-router';
import { useQuery } from 'urql';
import { Chip } from '../design/bits.tsx';
import { buttonClass } from '../design/button.tsx';
import { signedMoney } from '../design/money.ts';
import { FailureMessage, Skeleton, StateMessage } from '../design/states.tsx';
import { PageHeading } from '../identity/frame.tsx';
import { INVOICE_STATES } from './invoice-states.ts';
import { type Invoice, InvoiceQuery } from './invoice.queries.ts';

const route = getRouteApi('/viewer/account/invoices/$invoiceId');

/** One invoice as it was issued, how it stands, and what was given back of it. */
export function InvoicePage() {
  const { invoiceId } = route.useParams();
  const [{ data, error, fetching }, refresh] = useQuery({
    query: InvoiceQuery,
    variables: { id: invoiceId },
    requestPolicy: 'cache-and-network',
  });
  if (data === undefined && error !== undefined && !fetching)
    return <FailureMessage whole error={error} onRetry={() => refresh({ requestPolicy: 'network-only' })} />;
  if (data === undefined)
    return (
      <div className="a-page" aria-busy="true" aria-label="Loading the invoice">
        <Skeleton width={260} height={34} />
        <Skeleton height={420} style={{ borderRadius: 16 }} />
      </div>
    );
  if (data.invoice === null)
    return (
      <StateMessage
        whole
        icon={<IconReceiptOff size={30} stroke={1.6} />}
        title="There is no such invoice of yours"
        actions={
          <Link to="/account" className={buttonClass('primary')}>
            Your account
          </Link>
        }
      >
        The link may be mistyped, or the invoice belongs to another account: sign in with that one.
      </StateMessage>
    );
  const { invoice } = data;
  const [label, tone] = INVOICE_STATES[invoice.status];
  return (
    <div className="a-page">
      <title>{`Invoice ${invoice.number} · Reprise`}</title>
      <Link to="/account" className="a-link">
        <IconArrowLeft size={16} stroke={2} aria-hidden="true" />
        Your account
      </Link>
      <PageHeading>{`Invoice ${invoice.number}`}</PageHeading>
      <div className="i-actions">
        <Chip tone={tone}>{label}</Chip>
        <a href={invoice.pdfPath} target="_blank" rel="noreferrer" className={buttonClass('outline')}>
          <IconDownload size={18} stroke={1.8} aria-hidden="true" />
          PDF
        </a>
      </div>
      <Paper invoice={invoice} />
      {invoice.refunds.length > 0 && <Refunds refunds={invoice.refunds} />}
    </div>
  );
}

const dayFormat = new Intl.DateTimeFormat(undefined, { dateStyle: 'long', timeZone: 'UTC' });
const day = (instant: string): string => dayFormat.format(new Date(instant));

/** What lines are called beside their labels. */
const SAYS: Partial<Readonly<Record<Invoice['lines'][number]['kind'], string>>> = {
  PRORATION_CREDIT: 'the rest that was not used',
  PRORATION_CHARGE: 'until the end of the period',
  RENTAL: 'rented',
  PURCHASE: 'bought',
};

function Paper({ invoice }: { invoice: Invoice }) {
  const { seller, recipient, issuedAt, paidAt, periodStart, periodEnd, lines, taxes, net, gross, refunded } = invoice;
  return (
    <section className="i-paper" aria-label="The invoice">
      <div className="i-who">
        <address>
          <strong>{seller.name}</strong>
          {seller.address.map((line) => (
            <span key={line}>{line}</span>
          ))}
          {seller.vatId !== null && <span>VAT {seller.vatId}</span>}
        </address>
        <dl className="i-facts">
          {recipient !== null && (
            <div>
              <dt>For</dt>
              <dd>{recipient}</dd>
            </div>
          )}
          <div>
            <dt>Date</dt>
            <dd>{day(issuedAt)}</dd>
          </div>
          {periodStart !== null && periodEnd !== null && (
            <div>
              <dt>Period</dt>
              <dd>
                {day(periodStart)} – {day(periodEnd)}
              </dd>
            </div>
          )}
          {paidAt !== null && (
            <div>
              <dt>Paid</dt>
              <dd>{day(paidAt)}</dd>
            </div>
          )}
        </dl>
      </div>
      <table className="i-lines">
        <caption className="visually-hidden">What it is for</caption>
        <thead>
          <tr>
            <th scope="col">For</th>
            <th scope="col">Amount</th>
          </tr>
        </thead>
        <tbody>
          {lines.map(({ kind, label, amount, taxIncluded }) => (
            // A change of the plan has two lines about a code.
            <tr key={`${kind} ${label} ${amount.minor}`}>
              <th scope="row">
                {label}
                {SAYS[kind] !== undefined && `: ${SAYS[kind]}`}
                {!taxIncluded && <small> (without tax)</small>}
              </th>
              <td>{signedMoney(amount)}</td>
            </tr>
          ))}
        </tbody>
        <tfoot>
          <tr>
            <th scope="row">Net</th>
            <td>{signedMoney(net)}</td>
          </tr>
          {taxes.map(({ rateBasisPoints, tax }) => (
            <tr key={rateBasisPoints}>
              <th scope="row">Tax {(rateBasisPoints / 100).toLocaleString()} %</th>
              <td>{signedMoney(tax)}</td>
            </tr>
          ))}
          <tr className="i-total">
            <th scope="row">Total</th>
            <td>{signedMoney(gross)}</td>
          </tr>
          {refunded.minor > 0 && (
            <tr>
              <th scope="row">Given back since</th>
              <td>{signedMoney({ ...refunded, minor: -refunded.minor })}</td>
            </tr>
          )}
        </tfoot>
      </table>
    </section>
  );
}

function Refunds({ refunds }: { refunds: Invoice['refunds'] }) {
  return (
    <section className="i-paper" aria-labelledby="refunds">
      <h2 id="refunds">Given back</h2>
      <ul className="i-refunds">
        {refunds.map(({ id, number, status, amount, toCard, askedAt, endedAt, pdfPath }) => (
          <li key={id}>
            <span>
              <strong>{signedMoney(amount)}</strong>{' '}
              {status === 'MADE' && `on ${day(endedAt ?? askedAt)}, ${whereTo(amount.minor, toCard.minor)}`}
              {status === 'ASKED' && 'is on its way back to you'}
              {status === 'FAILED' && 'could not be given back; ask support for another way'}
            </span>
            {pdfPath !== null && number !== null && (
              <a href={pdfPath} target="_blank" rel="noreferrer" className={buttonClass('outline', 'btn--small')}>
                <IconDownload size={16} stroke={1.8} aria-hidden="true" />
                Credit note {number}
              </a>
            )}
          </li>
        ))}
      </ul>
    </section>
  );
}

function whereTo(all: number, toCard: number): string {
  if (toCard === 0) return 'as credit of your account';
  return toCard === all ? 'to your card' : 'to your card and as credit of your account';
}
