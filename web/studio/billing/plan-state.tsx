import { Chip } from '../../design/bits.tsx';
import type { ListedPlan } from './plans.queries.ts';

/** Whether it can be bought, in a word. */
export function PlanState({ plan, now }: { plan: Pick<ListedPlan, 'retired' | 'prices'>; now: number }) {
  if (plan.retired) return <Chip>retired</Chip>;
  return plan.prices.some(({ from }) => Date.parse(from) <= now) ? (
    <Chip tone="good">on sale</Chip>
  ) : (
    <Chip tone="warn">no price yet</Chip>
  );
}
