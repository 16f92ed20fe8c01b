import type { z } from 'zod';
import { id } from '../kernel/id.ts';

export { AccountId } from '../identity/ids.ts';

/** What can be subscribed to. */
export const PlanId = id('PlanId');
export type PlanId = z.infer<typeof PlanId>;

/** One price of a plan or a title, for a territory and from an instant on. */
export const PriceId = id('PriceId');
export type PriceId = z.infer<typeof PriceId>;

/** One subscription of an account, from its first payment or trial until it is over. */
export const SubscriptionId = id('SubscriptionId');
export type SubscriptionId = z.infer<typeof SubscriptionId>;
