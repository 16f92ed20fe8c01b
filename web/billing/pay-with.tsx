import './billing.css';
import { IconFlask } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import { useQuery } from 'urql';
import { Button } from '../design/button.tsx';
import { FailedPart } from '../design/failed-part.tsx';
import { Skeleton } from '../design/states.tsx';
import { CardLine } from './card.tsx';
import { PaymentMethodsQuery } from './payment.queries.ts';
import { useCheckout } from './use-checkout.ts';

/**
 * By what is paid: the kept card, and then what `children` offers; or the way to the page of the provider where one is entered, which
 * leads back to `next`. For whoever is signed in; shows nothing where nothing is sold.
 */
export function PayWith({
  next,
  children,
}: {
  /** A path of ours, e.g. `/buy/…`. */
  next: string;
  /** What can be done with a card. */
  children: ReactNode;
}) {
  const [{ data, error, fetching }, refresh] = useQuery({
    query: PaymentMethodsQuery,
    requestPolicy: 'cache-and-network',
  });
  const { leave, isLeaving, problem } = useCheckout(next);
  if (data === undefined)
    return error !== undefined && !fetching ? (
      <FailedPart
        what="Your means of payment"
        error={error}
        onRetry={() => refresh({ requestPolicy: 'network-only' })}
      />
    ) : (
      <Skeleton height={96} style={{ borderRadius: 12 }} />
    );
  const { paymentMethods } = data;
  if (paymentMethods === null) return null;
  const card = paymentMethods.methods[0];
  const isUsable = card !== undefined && !card.expired;
  return (
    <div className="b-pay">
      {card === undefined ? (
        <p>A card is needed. It is entered at the payment provider; its number never comes here.</p>
      ) : (
        <div className="b-pay__card">
          <CardLine card={card} />
          {isUsable && (
            <Button look="ghost" disabled={isLeaving} aria-busy={isLeaving} onClick={() => void leave()}>
              Use another card
            </Button>
          )}
        </div>
      )}
      {isUsable ? (
        children
      ) : (
        <Button look="primary" disabled={isLeaving} aria-busy={isLeaving} onClick={() => void leave()}>
          {card === undefined ? 'Enter a card' : 'Enter another card'}
        </Button>
      )}
      {problem !== null && (
        <p className="field__error" role="alert">
          {problem}
        </p>
      )}
      {paymentMethods.sandbox && <SandboxNote />}
    </div>
  );
}

/** Nothing is paid in truth here, and whoever pays should know. */
export function SandboxNote() {
  return (
    <p className="b-sandbox">
      <IconFlask size={18} stroke={1.8} aria-hidden="true" />
      <span>
        This is for trying out: no money moves. A card that works is 4242 4242 4242 4242, with any date to come.
      </span>
    </p>
  );
}
