import '../identity/frame.css';
import '../identity/account.css';
import './billing.css';
import { IconArrowLeft, IconTicketOff } from '@tabler/icons-react';
import { getRouteApi, Link, useNavigate } from '@tanstack/react-router';
import { useRef, useState } from 'react';
import { useMutation, useQuery } from 'urql';
import { randomUuid } from '../app/uuid.ts';
import { Button, buttonClass } from '../design/button.tsx';
import { money } from '../design/money.ts';
import { FailureMessage, Skeleton, StateMessage } from '../design/states.tsx';
import { PageHeading } from '../identity/frame.tsx';
import { BackToFilm, plansPage } from './back-to-film.tsx';
import type { CouponQuote } from './coupon.queries.ts';
import { HaveACode } from './have-a-code.tsx';
import { PayWith } from './pay-with.tsx';
import { type Plan, PlansQuery, SubscribeMutation } from './plan.queries.ts';
import { useAct } from './use-act.ts';
import { forPeriods, intervalWords } from './words.ts';

const route = getRouteApi('/viewer/plans/$planId');

/** One plan, and by what it is paid. */
export function SubscribePage() {
  const { planId } = route.useParams();
  const { film } = route.useSearch();
  const [{ data, error, fetching }, refresh] = useQuery({ query: PlansQuery, requestPolicy: 'cache-and-network' });
  if (data === undefined && error !== undefined && !fetching)
    return <FailureMessage whole error={error} onRetry={() => refresh({ requestPolicy: 'network-only' })} />;
  if (data === undefined)
    return (
      <div className="a-page" aria-busy="true" aria-label="Loading the plan">
        <Skeleton width={260} height={38} />
        <Skeleton height={260} style={{ borderRadius: 16 }} />
      </div>
    );
  const plan = data.plans.find(({ id }) => id === planId);
  if (plan === undefined) return <NotSold />;
  return (
    <div className="a-page">
      <title>{`${plan.name} · Reprise`}</title>
      <Link to="/plans" search={film === undefined ? {} : { film }} className="a-link">
        <IconArrowLeft size={16} stroke={2} aria-hidden="true" />
        All plans
      </Link>
      <PageHeading>Subscribe to {plan.name}</PageHeading>
      {data.myAccount === null ? <SignIn plan={plan} film={film} /> : <Pay plan={plan} film={film} />}
    </div>
  );
}

interface ForFilm {
  readonly plan: Plan;
  /** The film that it is for; it follows when the plan is paid. */
  readonly film: string | undefined;
}

const priceWords = ({ price, interval }: Plan): string =>
  `${money(price.amount)} every ${intervalWords(interval)}${price.taxIncluded ? ', tax included' : ', and tax on top'}`;

/** The same with a code: what is paid now or first, for how long, and then. */
const reducedWords = ({ interval }: Plan, { price, full, periods, taxIncluded }: CouponQuote): string => {
  const then = periods === null ? '' : `, then ${money(full)} every ${intervalWords(interval)}`;
  const every = `${money(price)} every ${intervalWords(interval)} ${forPeriods(interval, periods)}`;
  const first = periods === 1 ? `${money(price)} ${forPeriods(interval, 1)}` : every;
  return `${first}${then}${taxIncluded ? ', tax included' : ', and tax on top'}`;
};

function SignIn({ plan, film }: ForFilm) {
  const next = plansPage(`/plans/${plan.id}`, film);
  return (
    <section className="a-section" aria-label="An account first">
      <p>{priceWords(plan)}. You need an account for it.</p>
      <div className="a-row__actions">
        <Link to="/sign-up" search={{ next }} className={buttonClass('primary')}>
          Create an account
        </Link>
        <Link to="/sign-in" search={{ next }} className={buttonClass('outline')}>
          Sign in
        </Link>
      </div>
    </section>
  );
}

function Pay({ plan, film }: ForFilm) {
  const { id: planId, price, trialDays } = plan;
  const navigate = useNavigate();
  const [quote, setQuote] = useState<CouponQuote | null>(null);
  const [isPaid, setPaid] = useState(false);
  const [, send] = useMutation(SubscribeMutation);
  const { run, isRunning, problem } = useAct(() => {
    if (film === undefined) void navigate({ to: '/account', hash: 'plan' });
    else setPaid(true);
  });
  // The same for a second try whose first answer was lost: it subscribes once.
  const commandIds = useRef({ trial: randomUuid(), paid: randomUuid() });
  const subscribe = (trial: boolean) => {
    const { current } = commandIds;
    const commandId = trial ? current.trial : current.paid;
    void run(async () => {
      const answer = await send({
        ...{ commandId, planId, trial },
        ...{ priceId: quote?.priceId ?? price.id, coupon: quote?.code ?? null },
      });
      // A refusal is the answer for that id; the next try is another one.
      if (answer.data !== undefined) commandIds.current = { trial: randomUuid(), paid: randomUuid() };
      return answer;
    });
  };
  if (isPaid && film !== undefined)
    return (
      <section className="a-section" aria-label="Your film">
        <BackToFilm titleId={film} />
      </section>
    );
  return (
    <section className="a-section" aria-label="What you pay">
      <p>
        {quote === null ? priceWords(plan) : reducedWords(plan, quote)}.{' '}
        {trialDays > 0
          ? `You can try it for ${trialDays} days for nothing; then it is paid for, unless you end it before.`
          : 'The first period is paid now.'}
      </p>
      <HaveACode
        plan={plan}
        quote={quote}
        onQuote={(next) => {
          setQuote(next);
          commandIds.current = { trial: randomUuid(), paid: randomUuid() };
        }}
      />
      <PayWith next={plansPage(`/plans/${planId}`, film)}>
        <div className="a-row__actions">
          {trialDays > 0 && (
            <Button look="primary" disabled={isRunning} aria-busy={isRunning} onClick={() => subscribe(true)}>
              Try {trialDays} days for nothing
            </Button>
          )}
          <Button
            look={trialDays > 0 ? 'outline' : 'primary'}
            disabled={isRunning}
            aria-busy={isRunning}
            onClick={() => subscribe(false)}
          >
            {quote === null
              ? `Subscribe and pay ${money(price.amount)}${price.taxIncluded ? '' : ' and tax'}`
              : `Subscribe and pay ${money(quote.due)}`}
          </Button>
        </div>
        {problem !== null && (
          <p className="field__error" role="alert">
            {problem}
          </p>
        )}
      </PayWith>
    </section>
  );
}

function NotSold() {
  return (
    <>
      <title>Plans · Reprise</title>
      <StateMessage
        whole
        icon={<IconTicketOff size={30} stroke={1.6} />}
        title="This plan is not sold here"
        actions={
          <Link to="/plans" className={buttonClass('primary')}>
            See the plans
          </Link>
        }
      >
        It was taken off sale, or is sold elsewhere.
      </StateMessage>
    </>
  );
}
