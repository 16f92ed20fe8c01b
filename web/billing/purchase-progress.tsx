import { IconCircleCheck, IconPlayerPlayFilled } from '@tabler/icons-react';
import { Link } from '@tanstack/react-router';
import { useState } from 'react';
import { useMutation } from 'urql';
import { rememberToken } from '../app/graphql/consistency.ts';
import { failureOf } from '../app/graphql/failure.ts';
import { randomUuid } from '../app/uuid.ts';
import { Button, buttonClass } from '../design/button.tsx';
import { FailedPart } from '../design/failed-part.tsx';
import { Skeleton } from '../design/states.tsx';
import { AbandonPurchaseMutation } from './purchase.queries.ts';
import { ConfirmPaymentMutation } from './subscription.queries.ts';
import { HowLong } from './how-long.tsx';
import { usePurchase } from './use-purchase.ts';

/** What becomes of a rental or purchase: it is paid, theirs, or why not and what to do. */
export function PurchaseProgress({
  purchaseId,
  titleId,
  onAgain,
}: {
  purchaseId: string;
  titleId: string;
  onAgain: () => void;
}) {
  const { purchase, error, refresh } = usePurchase(purchaseId);
  if (purchase === undefined)
    return error === undefined ? (
      <Skeleton height={96} style={{ borderRadius: 12 }} />
    ) : (
      <FailedPart what="Your purchase" error={error} onRetry={() => refresh({ requestPolicy: 'network-only' })} />
    );
  switch (purchase.status) {
    case 'PAYING':
      return (
        <p className="notice" role="status">
          <span>Your payment is on its way. This takes a few seconds; you may leave this page.</span>
        </p>
      );
    case 'CONFIRM':
      return <Confirm purchaseId={purchaseId} invoiceId={purchase.invoiceId} />;
    case 'YOURS':
      return (
        <>
          <p className="notice notice--good" role="status">
            <IconCircleCheck size={20} stroke={1.8} aria-hidden="true" />
            <span>
              <HowLong purchase={purchase} />
            </span>
          </p>
          <div className="b-buy__actions">
            <Link to="/watch/$titleId" params={{ titleId }} className={buttonClass('primary')}>
              <IconPlayerPlayFilled size={20} />
              Watch now
            </Link>
            <Link to="/my-films" className={buttonClass('outline')}>
              My films
            </Link>
          </div>
        </>
      );
    default:
      return (
        <>
          <p className="notice notice--bad" role="alert">
            <span>
              {purchase.failure ?? (
                <>
                  <HowLong purchase={purchase} />.
                </>
              )}{' '}
              {purchase.madeAt === null && 'Nothing was charged.'}
            </span>
          </p>
          <div className="b-buy__actions">
            <Button look="primary" onClick={onAgain}>
              Try again
            </Button>
          </div>
        </>
      );
  }
}

/** The bank wants to hear from its customer, who may also think better of it. */
function Confirm({ purchaseId, invoiceId }: { purchaseId: string; invoiceId: string }) {
  const [{ fetching }, abandon] = useMutation(AbandonPurchaseMutation);
  const [problem, setProblem] = useState<string | null>(null);
  const [{ fetching: isLeaving }, confirm] = useMutation(ConfirmPaymentMutation);
  const goToBank = async () => {
    setProblem(null);
    const { data, error } = await confirm({ invoiceId });
    const answer = data?.confirmPayment;
    if (answer?.__typename === 'PaymentToConfirm') location.assign(answer.url);
    else setProblem(answer?.message ?? (error === undefined ? 'Try again.' : failureOf(error).remedy));
  };
  const giveUp = async () => {
    setProblem(null);
    const { data, error } = await abandon({ commandId: randomUuid(), purchaseId });
    const answer = data?.abandonPurchase;
    if (answer?.__typename === 'PurchaseChanged') rememberToken(answer.token);
    else setProblem(answer?.message ?? (error === undefined ? 'Try again.' : failureOf(error).remedy));
  };
  return (
    <>
      <p className="notice" role="status">
        <span>Your bank wants you to confirm this payment. The film is yours as soon as you have.</span>
      </p>
      <div className="b-buy__actions">
        <Button look="primary" disabled={isLeaving} aria-busy={isLeaving} onClick={() => void goToBank()}>
          Confirm at the bank
        </Button>
        <Button look="outline" disabled={fetching} aria-busy={fetching} onClick={() => void giveUp()}>
          Give it up
        </Button>
      </div>
      {problem !== null && (
        <p className="field__error" role="alert">
          {problem}
        </p>
      )}
    </>
  );
}
