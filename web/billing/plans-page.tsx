import '../identity/frame.css';
import './billing.css';
import './plans.css';
import { IconCheck, IconTicketOff } from '@tabler/icons-react';
import { getRouteApi, Link } from '@tanstack/react-router';
import { useState } from 'react';
import { useQuery } from 'urql';
import { Button, buttonClass } from '../design/button.tsx';
import { Chip } from '../design/bits.tsx';
import { money } from '../design/money.ts';
import { FailureMessage, Skeleton, StateMessage } from '../design/states.tsx';
import { PageHeading } from '../identity/frame.tsx';
import { BackToFilm, plansPage } from './back-to-film.tsx';
import { ChangePlan } from './change-plan.tsx';
import { type Had, type Plan, PlansQuery } from './plan.queries.ts';
import { day, intervalWords } from './words.ts';

const route = getRouteApi('/viewer/plans');

/** What can be subscribed to, with what it costs. */
export function PlansPage() {
  const [{ data, error, fetching }, refresh] = useQuery({ query: PlansQuery, requestPolicy: 'cache-and-network' });
  const { film } = route.useSearch();
  const [isChanged, setChanged] = useState(false);
  const [changing, setChanging] = useState<Plan | null>(null);
  const again = () => refresh({ requestPolicy: 'network-only' });
  if (data === undefined && error !== undefined && !fetching)
    return <FailureMessage whole error={error} onRetry={again} />;
  if (data === undefined) return <Loading />;
  const { plans, mySubscription, myAccount } = data;
  if (plans.length === 0) return <NothingSold />;
  return (
    <div className="b-plans">
      <title>Plans · Reprise</title>
      <PageHeading>Choose a plan</PageHeading>
      <p className="a-section__lead">You can end it at any time; what is paid for stays yours until its end.</p>
      {isChanged && film !== undefined && <BackToFilm titleId={film} />}
      <ul className="b-plans__list">
        {plans.map((plan) => (
          <PlanCard
            key={plan.id}
            plan={plan}
            had={mySubscription}
            film={film}
            isSignedIn={myAccount !== null}
            onChange={() => setChanging(plan)}
          />
        ))}
      </ul>
      {changing !== null && (
        <ChangePlan
          plan={changing}
          onDone={() => {
            setChanging(null);
            setChanged(true);
            again();
          }}
          onClose={() => setChanging(null)}
        />
      )}
    </div>
  );
}

interface PlanCardProps {
  readonly plan: Plan;
  readonly had: Had;
  /** The film that it is for. */
  readonly film: string | undefined;
  readonly isSignedIn: boolean;
  readonly onChange: () => void;
}

function PlanCard({ plan, had, film, isSignedIn, onChange }: PlanCardProps) {
  const { name, description, interval, includes, price, priceToCome, lowestPrice } = plan;
  const isMine = had !== null && isLive(had) && had.planId === plan.id;
  return (
    <li className={isMine ? 'b-plan b-plan--mine' : 'b-plan'} aria-label={name}>
      <h2>
        {name} {isMine && <Chip tone="good">Your plan</Chip>}
      </h2>
      {description !== null && <p className="b-plan__about">{description}</p>}
      <p className="b-plan__price">
        <strong>{money(price.amount)}</strong> <span>every {intervalWords(interval)}</span>
      </p>
      <p className="b-plan__note">
        {price.taxIncluded ? 'Tax is in it.' : 'Tax comes on top.'}
        {lowestPrice !== null && ` Lowest price of the 30 days before: ${money(lowestPrice)}.`}
        {priceToCome !== null && ` From ${day(priceToCome.from)}: ${money(priceToCome.amount)}.`}
      </p>
      <ul className="b-plan__includes">
        {includes.map((words) => (
          <li key={words}>
            <IconCheck size={18} stroke={2} aria-hidden="true" />
            {words}
            <span className="visually-hidden">: {plan.name}</span>
          </li>
        ))}
      </ul>
      <PlanAction plan={plan} had={had} film={film} isSignedIn={isSignedIn} onChange={onChange} />
    </li>
  );
}

const isLive = ({ status }: NonNullable<Had>): boolean => status !== 'CANCELED' && status !== 'EXPIRED';

/** What somebody can do about a plan, by what they have. */
function PlanAction({ plan, had, film, isSignedIn, onChange }: PlanCardProps) {
  const page = plansPage(`/plans/${plan.id}`, film);
  const words = plan.trialDays > 0 ? `Try ${plan.trialDays} days for nothing` : 'Subscribe';
  if (!isSignedIn)
    return (
      <Link to="/sign-up" search={{ next: page }} className={buttonClass('primary')}>
        {words}
        <span className="visually-hidden">: {plan.name}</span>
      </Link>
    );
  if (had === null || !isLive(had))
    return (
      <Link
        to="/plans/$planId"
        params={{ planId: plan.id }}
        search={film === undefined ? {} : { film }}
        className={buttonClass('primary')}
      >
        Choose it
        <span className="visually-hidden">: {plan.name}</span>
      </Link>
    );
  if (had.planId === plan.id && had.nextPlanName === null)
    return (
      <Link to="/account" hash="plan" className={buttonClass('outline')}>
        Your plan and payments
      </Link>
    );
  if (had.nextPlanName === plan.name) return <p className="b-plan__note">It is yours from the next period on.</p>;
  return (
    <Button look={had.planId === plan.id ? 'outline' : 'primary'} onClick={onChange}>
      {had.planId === plan.id ? 'Keep this one' : 'Change to it'}
      <span className="visually-hidden">: {plan.name}</span>
    </Button>
  );
}

function NothingSold() {
  return (
    <>
      <title>Plans · Reprise</title>
      <StateMessage
        whole
        icon={<IconTicketOff size={30} stroke={1.6} />}
        title="Nothing is sold here"
        actions={
          <Link to="/" className={buttonClass('primary')}>
            See all films
          </Link>
        }
      >
        There is no plan to subscribe to where you are.
      </StateMessage>
    </>
  );
}

function Loading() {
  return (
    <div className="b-plans" aria-busy="true" aria-label="Loading the plans">
      <Skeleton width={260} height={38} />
      <div className="b-plans__list">
        <Skeleton height={380} style={{ borderRadius: 16 }} />
        <Skeleton height={380} style={{ borderRadius: 16 }} />
      </div>
    </div>
  );
}
