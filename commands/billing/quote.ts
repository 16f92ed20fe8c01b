import { planDecider } from '../../domain/billing/plan.decider.ts';
import type { Rejection } from '../../domain/kernel/decider.ts';
import { priceAt } from '../../schemas/billing/prices.ts';
import type { PlanId } from '../../schemas/billing/ids.ts';
import type { Terms } from '../../schemas/billing/subscription.events.ts';
import type { HistoryDeps } from '../pipeline/load.ts';
import { loadState } from '../pipeline/load.ts';

/** What subscribing to a plan means now, and how long it may be tried; or why it cannot be had. */
export type Quote =
  | { readonly kind: 'quoted'; readonly terms: Terms; readonly trialDays: number }
  | { readonly kind: 'refused'; readonly rejection: Rejection };

const refused = (code: string, message: string): Quote => ({ kind: 'refused', rejection: { code, message } });

/**
 * Quotes a plan in a territory at an instant, from the plan's own stream: nobody is sold what was retired a moment ago.
 * @param expected the price that the customer saw; another one that holds by now is refused, so that nobody pays what they did not see
 * @throws LogUnavailable
 */
export async function quotePlan(
  deps: HistoryDeps,
  { planId, territory, at, expected }: { planId: PlanId; territory: string | null; at: string; expected?: string },
): Promise<Quote> {
  const { state } = await loadState(deps, planDecider, planId);
  if (state.status === 'none') return refused('plan.unknown', 'There is no such plan; look at the list of plans.');
  if (state.status === 'retired') return refused('plan.retired', 'This plan is not sold any more; choose another.');
  const price = priceAt(state.prices, territory, at);
  if (price === undefined) return refused('plan.not-sold-here', 'This plan is not sold where you are; choose another.');
  if (expected !== undefined && expected !== price.priceId)
    return refused('price.changed', 'The price has changed in the meantime; look at it again.');
  const { priceId, currency, amountMinor, taxIncluded } = price;
  const { name: planName, interval, trialDays } = state;
  const terms = { planId, planName, priceId, territory: price.territory, currency, amountMinor, taxIncluded, interval };
  return { kind: 'quoted', terms, trialDays };
}
