import { Link } from '@tanstack/react-router';
import { Chip, type Tone } from '../../design/bits.tsx';
import { Button } from '../../design/button.tsx';
import { money } from '../../design/money.ts';
import type { CustomerInvoice } from './customer.queries.ts';
import { failureIn } from './subscription-words.ts';
import { dayOf } from '../../design/days.ts';

const STATES: Readonly<Record<CustomerInvoice['status'], readonly [name: string, tone: Tone]>> = {
  OPEN: ['being collected', 'info'],
  FAILED: ['could not be collected', 'bad'],
  ACTION_NEEDED: ['waits for the customer', 'warn'],
  PAID: ['paid', 'good'],
  VOID: ['void', 'plain'],
};

interface InvoicesProps {
  readonly invoices: readonly CustomerInvoice[];
  /** Undefined: whoever looks may not give back. */
  readonly onRefund: ((invoice: CustomerInvoice) => void) | undefined;
}

/** Invoices of somebody, with what was tried and what was given back. */
export function CustomerInvoices({ invoices, onRefund }: InvoicesProps) {
  return (
    <section className="s-card" aria-labelledby="customer-invoices">
      <h2 id="customer-invoices">Invoices</h2>
      {invoices.length === 0 && <p className="s-faint">None yet.</p>}
      {invoices.length > 0 && (
        <div className="s-scroll" tabIndex={0} role="region" aria-label="Invoices">
          <table className="s-table s-table--plain">
            <caption className="visually-hidden">Invoices</caption>
            <thead>
              <tr>
                <th scope="col">Number</th>
                <th scope="col" className="s-hide">
                  Issued
                </th>
                <th scope="col" className="s-hide">
                  For
                </th>
                <th scope="col" className="s-num">
                  Amount
                </th>
                <th scope="col">State</th>
                <th scope="col">
                  <span className="visually-hidden">Give back</span>
                </th>
              </tr>
            </thead>
            <tbody>
              {invoices.map((invoice) => (
                <InvoiceRow key={invoice.id} invoice={invoice} onRefund={onRefund} />
              ))}
            </tbody>
          </table>
        </div>
      )}
    </section>
  );
}

function InvoiceRow({ invoice, onRefund }: { invoice: CustomerInvoice; onRefund: InvoicesProps['onRefund'] }) {
  const { id, number, issuedAt, lines, gross, status, failure, attempts, refundable, refunds } = invoice;
  const [label, tone] = STATES[status];
  return (
    <>
      <tr>
        <th scope="row">
          <Link to="/studio/ledger" search={{ invoice: id }} className="s-inline-link" title="What was booked for it">
            {number}
          </Link>
        </th>
        <td className="s-hide">{dayOf(issuedAt)}</td>
        <td className="s-hide">{lines.map((line) => line.label).join(', ')}</td>
        <td className="s-num">{money(gross)}</td>
        <td>
          <Chip tone={tone}>{label}</Chip>
          {failure !== null && (
            <span className="s-blocked">
              {failureIn(failure)}, tried {attempts === 1 ? 'once' : `${attempts} times`}
            </span>
          )}
        </td>
        <td className="s-num">
          {onRefund !== undefined && refundable.minor > 0 && (
            <Button small look="outline" aria-label={`Give back: ${number}`} onClick={() => onRefund(invoice)}>
              Give back
            </Button>
          )}
        </td>
      </tr>
      {refunds.map((refund) => (
        <tr key={refund.id} className="s-refund">
          <th scope="row">{refund.number ?? 'Refund'}</th>
          <td className="s-hide">{dayOf(refund.askedAt)}</td>
          <td className="s-hide s-refund__why">{refund.why}</td>
          <td className="s-num">−{money(refund.amount)}</td>
          <td>
            {refund.status === 'MADE' && <Chip tone="good">given back</Chip>}
            {refund.status === 'ASKED' && <Chip tone="info">on its way back</Chip>}
            {refund.status === 'FAILED' && <Chip tone="bad">could not be given back</Chip>}
            {refund.failure !== null && <span className="s-blocked">{failureIn(refund.failure)}</span>}
          </td>
          <td />
        </tr>
      ))}
    </>
  );
}
