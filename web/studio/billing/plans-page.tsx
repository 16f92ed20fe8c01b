import { IconPlus, IconReceipt } from '@tabler/icons-react';
import { Link } from '@tanstack/react-router';
import { useState } from 'react';
import { useQuery } from 'urql';
import { useNow } from '../../design/bits.tsx';
import { Button } from '../../design/button.tsx';
import { counted } from '../../design/format.ts';
import { money } from '../../design/money.ts';
import { FailureMessage, Skeleton, StateMessage } from '../../design/states.tsx';
import { PageHead } from '../page-head.tsx';
import { PlanDialog } from './plan-dialog.tsx';
import { PlanState } from './plan-state.tsx';
import { type ListedPlan, StudioPlansQuery } from './plans.queries.ts';
import { groupsOf } from './price-groups.ts';
import { everyInterval } from '../money-words.ts';

/** What can be subscribed to, with what is asked for it. */
export function PlansPage() {
  const [defining, setDefining] = useState(false);
  const [{ data, error, fetching }, refresh] = useQuery({
    query: StudioPlansQuery,
    requestPolicy: 'cache-and-network',
  });
  const again = () => refresh({ requestPolicy: 'network-only' });
  const manages = data?.me.permissions.includes('billing.manage') === true;
  const make = (
    <Button look="primary" onClick={() => setDefining(true)}>
      <IconPlus size={18} />
      Make a plan
    </Button>
  );
  return (
    <>
      <PageHead title="Plans" actions={manages && (data?.studioPlans.length ?? 0) > 0 && make}>
        <p className="s-lead">
          What people subscribe to: how often they pay, what it includes, and what it costs where.
        </p>
      </PageHead>
      {data === undefined && error !== undefined && !fetching && <FailureMessage error={error} onRetry={again} />}
      {data === undefined && (error === undefined || fetching) && (
        <div aria-busy="true">
          {[0, 1, 2].map((row) => (
            <Skeleton key={row} height={96} style={{ marginBottom: 16 }} />
          ))}
        </div>
      )}
      {data?.studioPlans.length === 0 && (
        <StateMessage
          icon={<IconReceipt size={30} stroke={1.6} />}
          title="There is no plan yet"
          actions={manages && make}
        >
          A plan says what its subscribers may watch. It can be bought as soon as it has a price.
        </StateMessage>
      )}
      {data?.studioPlans.map((plan) => (
        <PlanCard key={plan.id} plan={plan} />
      ))}
      {defining && <PlanDialog plan={null} onSaved={again} onClose={() => setDefining(false)} />}
    </>
  );
}

function PlanCard({ plan }: { plan: ListedPlan }) {
  const { id, name, interval, trialDays, includes, prices } = plan;
  const now = useNow(60_000);
  const groups = groupsOf(prices, now);
  const everywhere = groups.find(({ territory }) => territory === null)?.now;
  const own = groups.filter(({ territory }) => territory !== null).length;
  return (
    <article className="s-card s-plan" aria-labelledby={id}>
      <div className="s-program__head">
        <h2 id={id} className="s-program__name">
          <Link to="/studio/plans/$planId" params={{ planId: id }} className="s-row-link">
            {name}
          </Link>
        </h2>
        <div className="s-program__actions">
          <PlanState plan={plan} now={now} />
        </div>
      </div>
      <p className="s-plan__price">
        {everywhere === undefined ? (
          groups.length === 0 ? (
            'Nothing is asked for it yet.'
          ) : (
            'Sold in some places only'
          )
        ) : (
          <>
            <strong>{money(everywhere.price)}</strong> {everyInterval(interval)}
            {everywhere.taxIncluded ? '' : ', tax on top'}
          </>
        )}
        {own > 0 && <span className="s-faint"> · {counted(own, 'place')} with a price of its own</span>}
      </p>
      <p className="s-faint">
        {[...includes, trialDays === 0 ? 'no trial' : `${counted(trialDays, 'day')} of trial`].join(' · ')}
      </p>
    </article>
  );
}
