import { IconReceipt } from '@tabler/icons-react';
import { useState } from 'react';
import { useQuery } from 'urql';
import { Button } from '../../design/button.tsx';
import { counted } from '../../design/format.ts';
import { money } from '../../design/money.ts';
import { FailureMessage, Skeleton, StateMessage } from '../../design/states.tsx';
import { CreditDialog } from './credit-dialog.tsx';
import { type CustomerInvoice, type CustomerMoney as Money, CustomerMoneyQuery } from './customer.queries.ts';
import { CustomerInvoices } from './customer-invoices.tsx';
import { CustomerPurchases } from './customer-purchases.tsx';
import { CustomerSubscriptions } from './customer-subscriptions.tsx';
import { RefundDialog } from './refund-dialog.tsx';

/** What somebody pays for and has paid, and what can be done for them. */
export function CustomerMoney({ accountId }: { accountId: string }) {
  const [after, setAfter] = useState<string | null>(null);
  const [refunding, setRefunding] = useState<CustomerInvoice | null>(null);
  const [isGiving, setGiving] = useState(false);
  const [done, setDone] = useState('');
  const [{ data, error, fetching }, refresh] = useQuery({
    query: CustomerMoneyQuery,
    variables: { accountId, ...(after === null ? {} : { after }) },
    requestPolicy: 'cache-and-network',
  });
  const again = () => refresh({ requestPolicy: 'network-only' });
  const told = (text: string) => () => {
    setDone(text);
    again();
  };
  if (data === undefined && error !== undefined && !fetching) return <FailureMessage error={error} onRetry={again} />;
  if (data === undefined)
    return (
      <div aria-busy="true">
        <Skeleton height={180} />
        <Skeleton height={220} style={{ marginTop: 16 }} />
      </div>
    );
  const { subscriptions, purchases, invoices } = data.customerMoney;
  const mayGive = data.me.permissions.includes('billing.refund');
  const isNew = subscriptions.length === 0 && purchases.length === 0 && invoices.edges.length === 0 && after === null;
  return (
    <>
      <p role="status" className="s-faint">
        {done}
      </p>
      {isNew && (
        <StateMessage icon={<IconReceipt size={30} stroke={1.6} />} title="They have paid for nothing yet">
          Subscriptions and invoices of theirs appear here.
        </StateMessage>
      )}
      <CustomerSubscriptions
        subscriptions={subscriptions}
        mayEnd={mayGive}
        seesLog={data.me.permissions.includes('log.read')}
        onEnded={told('It was ended.')}
      />
      <CustomerPurchases purchases={purchases} />
      <Means
        money={data.customerMoney}
        onGive={
          mayGive
            ? () => {
                setDone('');
                setGiving(true);
              }
            : undefined
        }
      />
      {!isNew && (
        <CustomerInvoices
          invoices={invoices.edges.map(({ node }) => node)}
          onRefund={
            mayGive
              ? (invoice) => {
                  setDone('');
                  setRefunding(invoice);
                }
              : undefined
          }
        />
      )}
      <div className="s-more">
        {after !== null && (
          <Button look="outline" onClick={() => setAfter(null)}>
            Newest invoices
          </Button>
        )}
        {invoices.pageInfo.hasNextPage && (
          <Button look="outline" onClick={() => setAfter(invoices.pageInfo.endCursor)}>
            Older invoices
          </Button>
        )}
      </div>
      {refunding !== null && (
        <RefundDialog
          invoice={refunding}
          onAsked={told('The money is on its way back.')}
          onClose={() => setRefunding(null)}
        />
      )}
      {isGiving && (
        <CreditDialog
          accountId={accountId}
          currencies={data.sellableCurrencies}
          first={invoices.edges[0]?.node.gross.currency ?? subscriptions[0]?.price.currency}
          onGiven={told('The credit was given.')}
          onClose={() => setGiving(false)}
        />
      )}
    </>
  );
}

function Means({ money: { cards, credit }, onGive }: { money: Money; onGive: (() => void) | undefined }) {
  return (
    <section className="s-card" aria-labelledby="customer-means">
      <div className="s-program__head">
        <h2 id="customer-means" className="s-program__name">
          Cards and credit
        </h2>
        {onGive !== undefined && (
          <div className="s-program__actions">
            <Button small look="outline" onClick={onGive}>
              Give credit
            </Button>
          </div>
        )}
      </div>
      <dl className="s-dl">
        <div>
          <dt>{cards.length > 1 ? counted(cards.length, 'card') : 'Card'}</dt>
          <dd>
            {cards.length === 0
              ? 'none is kept'
              : cards
                  .map(
                    ({ brand, last4, expiresMonth, expiresYear }) =>
                      `${brand} …${last4}, until ${String(expiresMonth).padStart(2, '0')}/${expiresYear}`,
                  )
                  .join(' · ')}
          </dd>
        </div>
        <div>
          <dt>Credit</dt>
          <dd>{credit.length === 0 ? 'none' : credit.map((amount) => money(amount)).join(' · ')}</dd>
        </div>
      </dl>
    </section>
  );
}
