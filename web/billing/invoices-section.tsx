import './invoice.css';
import { IconDownload } from '@tabler/icons-react';
import { Link } from '@tanstack/react-router';
import { useEffect, useRef, useState } from 'react';
import { useQuery } from 'urql';
import { Chip } from '../design/bits.tsx';
import { Button, buttonClass } from '../design/button.tsx';
import { FailedPart } from '../design/failed-part.tsx';
import { money, signedMoney } from '../design/money.ts';
import { Skeleton } from '../design/states.tsx';
import { Row, Section } from '../identity/section.tsx';
import { INVOICE_STATES } from './invoice-states.ts';
import { type InvoiceInList, type InvoicesPage, InvoicesQuery } from './invoice.queries.ts';
import { day } from './words.ts';

/** What was invoiced, the newest first. Nothing where nothing is sold and nothing was. */
export function InvoicesSection() {
  const [{ data, error }, refresh] = useQuery({ query: InvoicesQuery, requestPolicy: 'cache-and-network' });
  const title = { title: 'Invoices', anchor: 'invoices' } as const;
  if (data === undefined)
    return (
      <Section {...title}>
        {error === undefined ? (
          <Skeleton height={64} />
        ) : (
          <FailedPart what="Your invoices" error={error} onRetry={() => refresh({ requestPolicy: 'network-only' })} />
        )}
      </Section>
    );
  const { myInvoices, plans } = data;
  if (myInvoices === null || (myInvoices.edges.length === 0 && plans.length === 0)) return null;
  return (
    <Section {...title}>
      {myInvoices.edges.length === 0 ? (
        <Row name="No invoices">Nothing was charged yet; each payment has its invoice here</Row>
      ) : (
        <Page page={myInvoices} />
      )}
    </Section>
  );
}

function Page({ page, focused = false }: { page: InvoicesPage; focused?: boolean }) {
  const { hasNextPage, endCursor } = page.pageInfo;
  return (
    <>
      {page.edges.map(({ node }, index) => (
        <InvoiceRow key={node.id} invoice={node} focused={focused && index === 0} />
      ))}
      {hasNextPage && endCursor !== null && <Older after={endCursor} />}
    </>
  );
}

/** A button that becomes the next page. */
function Older({ after }: { after: string }) {
  const [open, setOpen] = useState(false);
  const [{ data, error, fetching }, refresh] = useQuery({
    query: InvoicesQuery,
    pause: !open,
    variables: { after },
  });
  if (open && error !== undefined && !fetching)
    return (
      <FailedPart what="Older invoices" error={error} onRetry={() => refresh({ requestPolicy: 'network-only' })} />
    );
  const page = open ? data?.myInvoices : undefined;
  if (page !== undefined && page !== null) return <Page page={page} focused />;
  return (
    <div>
      <Button look="outline" disabled={open} aria-busy={open} onClick={() => setOpen(true)}>
        Older invoices
      </Button>
    </div>
  );
}

/** What it is for, in a few words. */
const what = ({ lines }: InvoiceInList): string =>
  [...new Set(lines.filter(({ kind }) => kind !== 'DISCOUNT' && kind !== 'CREDIT').map(({ label }) => label))].join(
    ', ',
  );

function InvoiceRow({ invoice, focused }: { invoice: InvoiceInList; focused: boolean }) {
  const { id, number, status, issuedAt, gross, refunds, pdfPath } = invoice;
  const [label, tone] = INVOICE_STATES[status];
  const link = useRef<HTMLAnchorElement>(null);
  useEffect(() => {
    if (focused) link.current?.focus();
  }, [focused]);
  return (
    <Row
      name={
        <>
          <Link ref={link} to="/account/invoices/$invoiceId" params={{ invoiceId: id }} className="b-link">
            {number}
          </Link>{' '}
          {signedMoney(gross)} {status !== 'PAID' && <Chip tone={tone}>{label}</Chip>}
        </>
      }
      action={
        <div className="a-row__actions i-files">
          {refunds.map(
            ({ id: refundId, number: note, pdfPath: notePath }) =>
              note !== null &&
              notePath !== null && (
                <Pdf key={refundId} path={notePath} what={`Credit note ${note}`}>
                  Credit note
                </Pdf>
              ),
          )}
          <Pdf path={pdfPath} what={`Invoice ${number}`}>
            PDF
          </Pdf>
        </div>
      }
    >
      {day(issuedAt)} · {what(invoice)}
      <GivenBack refunds={refunds} />
    </Row>
  );
}

function GivenBack({ refunds }: Pick<InvoiceInList, 'refunds'>) {
  const back = refunds.filter(({ status }) => status !== 'FAILED');
  const [first] = back;
  if (first === undefined) return null;
  const minor = back.reduce((sum, { amount }) => sum + amount.minor, 0);
  const isMade = back.every(({ status }) => status === 'MADE');
  return <> · {`${money({ ...first.amount, minor })} ${isMade ? 'given back' : 'on the way back to you'}`}</>;
}

function Pdf({ path, what: called, children }: { path: string; what: string; children: string }) {
  return (
    <a
      href={path}
      target="_blank"
      rel="noreferrer"
      className={buttonClass('outline', 'btn--small')}
      aria-label={`${called}, PDF`}
    >
      <IconDownload size={16} stroke={1.8} aria-hidden="true" />
      {children}
    </a>
  );
}
