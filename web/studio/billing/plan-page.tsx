import { IconArrowLeft, IconReceiptOff } from '@tabler/icons-react';
import { getRouteApi, Link } from '@tanstack/react-router';
import { useState } from 'react';
import { useMutation, useQuery } from 'urql';
import { randomUuid } from '../../app/uuid.ts';
import { useNow } from '../../design/bits.tsx';
import { Button, buttonClass } from '../../design/button.tsx';
import { counted } from '../../design/format.ts';
import { FailureMessage, Skeleton, StateMessage } from '../../design/states.tsx';
import { History } from '../history/history.tsx';
import { PageHead } from '../page-head.tsx';
import { Tabs } from '../tabs.tsx';
import { PlanDialog } from './plan-dialog.tsx';
import { PlanState } from './plan-state.tsx';
import { PlanAnnouncements } from './plan-announcements.tsx';
import { PlanPrices } from './plan-prices.tsx';
import { RetirePlanMutation, type StudioPlan, StudioPlanQuery } from './plans.queries.ts';
import { PriceDialog } from './price-dialog.tsx';
import { SureDialog } from '../sure-dialog.tsx';
import { everyInterval } from '../money-words.ts';

const route = getRouteApi('/studio/plans/$planId');

/** One plan: what it includes, what it costs where and when, and what has happened to it. */
export function PlanPage() {
  const { planId } = route.useParams();
  const [{ data, error, fetching }, refresh] = useQuery({
    query: StudioPlanQuery,
    variables: { id: planId },
    requestPolicy: 'cache-and-network',
  });
  const again = () => refresh({ requestPolicy: 'network-only' });
  if (data === undefined && error !== undefined && !fetching)
    return <FailureMessage whole error={error} onRetry={again} />;
  if (data === undefined)
    return (
      <div aria-busy="true">
        <Skeleton width={260} height={34} />
        <Skeleton height={260} style={{ marginTop: 24 }} />
      </div>
    );
  if (data.studioPlan === null)
    return (
      <StateMessage
        whole
        icon={<IconReceiptOff size={30} stroke={1.6} />}
        title="There is no such plan"
        actions={
          <Link to="/studio/plans" className={buttonClass('primary')}>
            See all plans
          </Link>
        }
      >
        The link may be mistyped.
      </StateMessage>
    );
  const manages = data.me.permissions.includes('billing.manage');
  return <Plan plan={data.studioPlan} currencies={data.sellableCurrencies} manages={manages} onChanged={again} />;
}

interface PlanProps {
  readonly plan: StudioPlan;
  readonly currencies: readonly string[];
  readonly manages: boolean;
  readonly onChanged: () => void;
}

function Plan({ plan, currencies, manages, onChanged }: PlanProps) {
  const { tab } = route.useSearch();
  const [open, setOpen] = useState<'change' | 'price' | 'retire' | null>(null);
  const [, retire] = useMutation(RetirePlanMutation);
  const [commandId] = useState(randomUuid);
  const now = useNow(60_000);
  const close = () => setOpen(null);
  const to = { to: '/studio/plans/$planId', params: { planId: plan.id } } as const;
  const canChange = manages && !plan.retired;
  return (
    <>
      <PageHead
        title={plan.name}
        crumb={
          <Link to="/studio/plans" className="s-back">
            <IconArrowLeft size={16} />
            Plans
          </Link>
        }
        state={<PlanState plan={plan} now={now} />}
        actions={
          canChange && (
            <>
              <Button look="outline" onClick={() => setOpen('change')}>
                Change
              </Button>
              <Button look="danger" onClick={() => setOpen('retire')}>
                Retire
              </Button>
              <Button look="primary" onClick={() => setOpen('price')}>
                Set a price
              </Button>
            </>
          )
        }
      />
      <Tabs
        label="Plan"
        tabs={[
          { name: 'Plan', link: (inner) => <Link {...to} search={{}} {...inner} /> },
          { name: 'History', link: (inner) => <Link {...to} search={{ tab: 'history' }} {...inner} /> },
        ]}
      />
      {tab === 'history' ? (
        <History streams={[['The plan', `plan-${plan.id}`]]} />
      ) : (
        <>
          <PlanFacts plan={plan} />
          <PlanPrices prices={plan.prices} interval={everyInterval(plan.interval)} now={now} />
          <PlanAnnouncements plan={plan} manages={manages} onChanged={onChanged} />
        </>
      )}
      {open === 'change' && <PlanDialog plan={plan} onSaved={onChanged} onClose={close} />}
      {open === 'price' && <PriceDialog plan={plan} currencies={currencies} onSet={onChanged} onClose={close} />}
      {open === 'retire' && (
        <SureDialog
          title={`Retire ${plan.name}?`}
          act="Retire the plan"
          run={() => retire({ commandId, planId: plan.id })}
          onDone={onChanged}
          onClose={close}
        >
          <p>
            Nobody can subscribe to it any more, and it stays as it is now. Whoever has it keeps it. It cannot be taken
            back.
          </p>
        </SureDialog>
      )}
    </>
  );
}

function PlanFacts({ plan }: { plan: StudioPlan }) {
  const facts: readonly (readonly [string, string])[] = [
    ['Paid', everyInterval(plan.interval)],
    ['Trial', plan.trialDays === 0 ? 'none' : counted(plan.trialDays, 'day')],
    ['Includes', plan.includes.join(' · ')],
  ];
  return (
    <section className="s-card" aria-labelledby="plan-facts">
      <h2 id="plan-facts">What it is</h2>
      {plan.description !== null && <p className="s-lead">{plan.description}</p>}
      <dl className="s-dl">
        {facts.map(([name, value]) => (
          <div key={name}>
            <dt>{name}</dt>
            <dd>{value}</dd>
          </div>
        ))}
      </dl>
    </section>
  );
}
