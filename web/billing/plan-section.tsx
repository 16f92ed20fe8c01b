import './billing.css';
import { IconAlertTriangle } from '@tabler/icons-react';
import { Link } from '@tanstack/react-router';
import { useEffect, useState } from 'react';
import { useMutation, useQuery } from 'urql';
import { failureOf } from '../app/graphql/failure.ts';
import { randomUuid } from '../app/uuid.ts';
import { Button, buttonClass } from '../design/button.tsx';
import { FailedPart } from '../design/failed-part.tsx';
import { money } from '../design/money.ts';
import { Skeleton } from '../design/states.tsx';
import { Row, Section } from '../identity/section.tsx';
import { CancelDialog, PauseDialog } from './plan-dialogs.tsx';
import { Cards } from './cards.tsx';
import { PaymentMethodsQuery } from './payment.queries.ts';
import {
  ConfirmPaymentMutation,
  type MySubscription,
  MySubscriptionQuery,
  ResumeMutation,
  RetryMutation,
  UndoCancelMutation,
} from './subscription.queries.ts';
import { useAct } from './use-act.ts';
import { day, forPeriods, intervalWords } from './words.ts';

/** While a payment is on its way, it is looked for so often, ms. */
const LOOK_MS = 1500;
/** What a bank says is known by then, mostly, ms. */
const ANSWER_MS = 20_000;

/** What somebody pays for and by what. Nothing where nothing is sold and nothing was kept. */
export function PlanSection() {
  const [{ data, error }, refresh] = useQuery({ query: MySubscriptionQuery, requestPolicy: 'cache-and-network' });
  const [methods, refreshMethods] = useQuery({ query: PaymentMethodsQuery, requestPolicy: 'cache-and-network' });
  const again = () => refresh({ requestPolicy: 'network-only' });
  const isPending = data?.mySubscription?.status === 'PENDING';
  useEffect(() => {
    if (!isPending) return undefined;
    const timer = setInterval(() => refresh({ requestPolicy: 'network-only' }), LOOK_MS);
    return () => clearInterval(timer);
  }, [isPending, refresh]);
  const cards = methods.data?.paymentMethods;
  if (data === undefined || methods.data === undefined) {
    const failed = error ?? methods.error;
    return (
      <Section title="Plan and payments" anchor="plan">
        {failed === undefined ? (
          <Skeleton height={96} />
        ) : (
          <FailedPart
            what="Your plan"
            error={failed}
            onRetry={() => {
              again();
              refreshMethods({ requestPolicy: 'network-only' });
            }}
          />
        )}
      </Section>
    );
  }
  const { mySubscription: subscription, plans, myCredit: credit } = data;
  const hasNothing = subscription === null && credit.length === 0;
  const isSelling = plans.length > 0;
  if (cards === null || cards === undefined || (!isSelling && hasNothing && cards.methods.length === 0)) return null;
  return (
    <Section title="Plan and payments" anchor="plan">
      {subscription !== null && <Owed subscription={subscription} onChanged={again} />}
      {subscription === null || isOver(subscription) ? (
        <NoPlan had={subscription} isSelling={isSelling} />
      ) : (
        <Present subscription={subscription} isSelling={isSelling} onChanged={again} />
      )}
      {credit.length > 0 && (
        <Row name="Credit">{credit.map((amount) => money(amount)).join(', ')}; it pays before the card does</Row>
      )}
      <Cards cards={cards} onChanged={() => refreshMethods({ requestPolicy: 'network-only' })} />
    </Section>
  );
}

const isOver = ({ status }: MySubscription): boolean => status === 'CANCELED' || status === 'EXPIRED';

function NoPlan({ had, isSelling }: { had: MySubscription | null; isSelling: boolean }) {
  return (
    <Row
      name="No plan"
      action={
        isSelling && (
          <Link to="/plans" className={buttonClass('primary')}>
            See the plans
          </Link>
        )
      }
    >
      {had?.endedAt ? `${had.planName} ended on ${day(had.endedAt)}` : 'You subscribe to nothing'}
    </Row>
  );
}

/** How it stands, in a sentence. */
function words(subscription: MySubscription): string {
  const { status, price, interval, taxIncluded, periodEnd, canceling, nextPayment, nextPlanName, pausedUntil } =
    subscription;
  const costs = `${money(price)} every ${intervalWords(interval)}${taxIncluded ? '' : ' and tax'}`;
  const next = nextPayment === null ? '' : `; next payment ${money(nextPayment.amount)} on ${day(nextPayment.at)}`;
  const change = nextPlanName === null ? '' : `. From then on it is ${nextPlanName}`;
  if (status === 'PENDING') return 'The first payment is on its way…';
  if (status === 'PAUSED')
    return `Rests until ${pausedUntil === null ? 'you resume it' : day(pausedUntil)}; nothing is paid meanwhile`;
  if (canceling && periodEnd !== null) return `${costs}. Ends on ${day(periodEnd)}; nothing more is paid`;
  if (status === 'TRIALING')
    return `For nothing until ${periodEnd === null ? 'the end of the trial' : day(periodEnd)}${nextPayment === null ? '' : `, then ${money(nextPayment.amount)} every ${intervalWords(interval)}`}${change}`;
  return `${costs}${next}${change}`;
}

/** What a code takes off, and how long. */
function discountWords(
  { status, interval }: MySubscription,
  { off, periodsLeft }: NonNullable<MySubscription['discount']>,
): string {
  const takes = `${money(off)} off`;
  if (status === 'TRIALING') return `${takes} ${forPeriods(interval, periodsLeft)} after the trial`;
  if (periodsLeft === null) return `${takes} every ${intervalWords(interval)}, for as long as you keep it`;
  if (periodsLeft === 0) return `${takes} in this period, which is the last one; then the full price is paid`;
  return `${takes} in this period and the next ${periodsLeft === 1 ? 'one' : periodsLeft}`;
}

interface PresentProps {
  readonly subscription: MySubscription;
  readonly isSelling: boolean;
  readonly onChanged: () => void;
}

function Present({ subscription, isSelling, onChanged }: PresentProps) {
  const { status, planName, canceling } = subscription;
  const [open, setOpen] = useState<'pause' | 'cancel' | null>(null);
  const [, resume] = useMutation(ResumeMutation);
  const [, undo] = useMutation(UndoCancelMutation);
  const { run, isRunning, problem } = useAct(onChanged);
  const done = () => {
    setOpen(null);
    onChanged();
  };
  const canRest = (status === 'ACTIVE' || status === 'TRIALING') && !canceling;
  return (
    <>
      <Row
        name={planName}
        action={
          <div className="a-row__actions">
            {status === 'ACTIVE' && !canceling && isSelling && (
              <Link to="/plans" className={buttonClass('outline')}>
                Change the plan
              </Link>
            )}
            {canRest && (
              <Button look="outline" onClick={() => setOpen('pause')}>
                Pause
              </Button>
            )}
            {status === 'PAUSED' && (
              <Button
                look="primary"
                disabled={isRunning}
                aria-busy={isRunning}
                onClick={() => void run(() => resume({ commandId: randomUuid() }))}
              >
                Resume
              </Button>
            )}
            {canceling ? (
              <Button
                look="primary"
                disabled={isRunning}
                aria-busy={isRunning}
                onClick={() => void run(() => undo({ commandId: randomUuid() }))}
              >
                Keep it
              </Button>
            ) : (
              status !== 'PENDING' && (
                <Button look="danger" onClick={() => setOpen('cancel')}>
                  Cancel
                </Button>
              )
            )}
          </div>
        }
      >
        <span role="status">{words(subscription)}</span>
      </Row>
      {subscription.discount !== null && (
        <Row name={`Code ${subscription.discount.code}`}>{discountWords(subscription, subscription.discount)}</Row>
      )}
      {problem !== null && (
        <p className="field__error" role="alert">
          {problem}
        </p>
      )}
      {open === 'pause' && <PauseDialog onDone={done} onClose={() => setOpen(null)} />}
      {open === 'cancel' && <CancelDialog subscription={subscription} onDone={done} onClose={() => setOpen(null)} />}
    </>
  );
}

/** A payment that failed, with what helps. */
function Owed({ subscription, onChanged }: { subscription: MySubscription; onChanged: () => void }) {
  const { status, owedInvoiceId, owed, failure, needsConfirmation, retryAt } = subscription;
  const [, retry] = useMutation(RetryMutation);
  const [, confirm] = useMutation(ConfirmPaymentMutation);
  const [isAsked, setAsked] = useState(false);
  const { run, isRunning, problem, setProblem } = useAct(() => setAsked(true));
  // What came of it is known some seconds later: paid, and this is gone, or it stays as it was.
  useEffect(() => {
    if (!isAsked) return undefined;
    const timer = setInterval(onChanged, LOOK_MS);
    return () => clearInterval(timer);
  }, [isAsked, onChanged]);
  useEffect(() => {
    if (!isAsked) return undefined;
    const timer = setTimeout(() => setAsked(false), ANSWER_MS);
    return () => clearTimeout(timer);
  }, [isAsked]);
  if (owedInvoiceId === null) return null;
  const goToBank = async () => {
    const { data, error } = await confirm({ invoiceId: owedInvoiceId });
    const answer = data?.confirmPayment;
    if (answer?.__typename === 'PaymentToConfirm') return location.assign(answer.url);
    setProblem(answer?.message ?? (error === undefined ? 'Try again.' : failureOf(error).remedy));
  };
  return (
    <div className="notice notice--bad b-owed" role="alert">
      <IconAlertTriangle size={20} stroke={1.8} aria-hidden="true" />
      <div>
        <p>
          <strong>{owed === null ? 'A payment was not made' : `${money(owed)} were not paid`}</strong>
          {status === 'SUSPENDED' && '. Until they are, you cannot watch.'}
        </p>
        <p>
          {needsConfirmation
            ? 'Your bank wants you to confirm the payment.'
            : (failure ?? 'It could not be collected.')}
          {retryAt !== null && ` It goes on by itself on ${day(retryAt)}.`} With another card, enter it below first.
        </p>
        <div className="a-row__actions">
          {needsConfirmation && (
            <Button look="primary" onClick={() => void goToBank()}>
              Confirm at the bank
            </Button>
          )}
          <Button
            look={needsConfirmation ? 'outline' : 'primary'}
            disabled={isRunning || isAsked}
            aria-busy={isRunning || isAsked}
            onClick={() => void run(() => retry({ commandId: randomUuid() }))}
          >
            Pay now
          </Button>
        </div>
        {isAsked && <p role="status">The payment is on its way…</p>}
        {problem !== null && <p className="field__error">{problem}</p>}
      </div>
    </div>
  );
}
