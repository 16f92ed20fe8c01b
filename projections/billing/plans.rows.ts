import type { Interval } from '../../schemas/billing/money.ts';
import type { PlanFeatures } from '../../schemas/billing/plan.events.ts';

/** Something to subscribe to. */
export interface PlanRow {
  readonly planId: string;
  readonly name: string;
  readonly description: string | null;
  /** How often is paid. */
  readonly interval: Interval;
  /** How long it may be tried for nothing; 0: not at all. */
  readonly trialDays: number;
  readonly features: PlanFeatures;
  /** Nobody can subscribe to it any more. */
  readonly retired: boolean;
  /** Rises with every change of the plan or its prices. */
  readonly position: bigint;
}

/** What a plan costs in a territory from an instant on. */
export interface PlanPriceRow {
  readonly priceId: string;
  /** ISO 3166-1 alpha-2; null: wherever there is no price of its own. */
  readonly territory: string | null;
  /** ISO 4217. */
  readonly currency: string;
  /** In the smallest unit of the currency. */
  readonly amountMinor: number;
  readonly taxIncluded: boolean;
  /** ISO 8601. */
  readonly from: string;
  /** How long before it is told to whoever has the plan and pays less. */
  readonly noticeDays: number;
}

/** One time that those who have a plan are told of a price. */
export interface AnnouncementRow {
  readonly announcementId: string;
  readonly priceId: string;
  /** ISO 8601. */
  readonly askedAt: string;
  readonly told: number;
  readonly skipped: number;
  /** Who had the plan; null: nobody has looked yet. */
  readonly total: number | null;
  readonly done: boolean;
}

/** What a plan costs somewhere. */
export interface PlanOffer {
  /** Undefined: it is not sold there now. */
  readonly now: PlanPriceRow | undefined;
  /** What it will cost there, the next first. */
  readonly toCome: readonly PlanPriceRow[];
  /** The lowest price of the 30 days before `now` began, in its currency, minor units (Directive 98/6/EC, article 6a); undefined: none was asked. */
  readonly lowestOfThirtyDays: number | undefined;
}

/** Queries of the projection `plans`. */
export interface PlanQueries {
  /** The oldest first; at most 500. `retired`: also those that are not sold any more. */
  all(options?: { readonly retired?: boolean }): Promise<readonly PlanRow[]>;
  byId(planId: string): Promise<PlanRow | undefined>;
  /** These plans, by id; those that there are not are left out. */
  byIds(planIds: readonly string[]): Promise<ReadonlyMap<string, PlanRow>>;
  /** What plans cost in a territory (null: where there is no price of its own) at an instant, ISO 8601, by plan id. */
  offers(planIds: readonly string[], territory: string | null, at: string): Promise<ReadonlyMap<string, PlanOffer>>;
  /** Every price that these plans ever had or will have, by plan id, the latest first. */
  pricesOf(planIds: readonly string[]): Promise<ReadonlyMap<string, readonly PlanPriceRow[]>>;
  /** How prices of a plan were told to those who have it, the latest first; at most 20. */
  announcementsOf(planId: string): Promise<readonly AnnouncementRow[]>;
  /** Every price that a plan ever had or will have, the latest first; at most 1000. */
  priceHistory(planId: string): Promise<readonly PlanPriceRow[]>;
}
