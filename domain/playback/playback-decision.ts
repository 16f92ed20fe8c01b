import type { RightsWindow } from '../../schemas/catalog/rights.events.ts';
import type { Audience } from '../../schemas/identity/audience.ts';
import { holdsIn } from '../kernel/territory-decision.ts';

/** Changes when a rule does: what was decided before was decided by another one. */
export const POLICY_VERSION = 1;

/** Where and when it is asked, and what an installation does with titles of which nobody said anything. */
export interface Circumstances {
  /** ISO 3166-1 alpha-2; null: nobody knows. */
  readonly territory: string | null;
  /** Milliseconds since the Unix epoch. */
  readonly at: number;
  /** Whether titles without any window are free everywhere, or closed. */
  readonly titlesWithoutRights: 'free' | 'closed';
}

/** What somebody paid for or was given. Instants are ISO 8601 in UTC: from belongs to it, until does not. */
export interface Grant {
  readonly grantId: string;
  readonly kind: 'plan' | 'rental' | 'purchase' | 'promo';
  /** The one title that it is for; null: those of the plan. */
  readonly titleId: string | null;
  readonly features: { readonly maxHeight: number | null; readonly tags: readonly string[] } | null;
  readonly from: string;
  readonly until: string | null;
}

/** What is asked before anybody is shown or played anything. */
export interface PlaybackInputs {
  /** Who asks: staff see and play titles in every state, viewers what is published. */
  readonly caller: 'viewer' | 'staff';
  /** What limits which films a viewer sees; undefined: nothing does. Staff are not limited. */
  readonly audience: Audience | undefined;
  /**
   * The title as it is now; undefined: there is none. `packageId` is null until a package is ready, `age` (in years) until
   * somebody has rated it. `windows`: in which it may be shown; none: nobody said any.
   */
  readonly title:
    | {
        readonly titleId?: string;
        readonly status: 'draft' | 'published' | 'unpublished';
        readonly packageId: string | null;
        readonly age: number | null;
        readonly windows?: readonly RightsWindow[];
      }
    | undefined;
  /** Undefined: nobody knows, and no window is open. */
  readonly where?: Circumstances | undefined;
  /** What the account has. Default: nothing. */
  readonly grants?: readonly Grant[];
}

/** Why not. `NOT_AVAILABLE`: there is nothing to show or to play. */
export type Denial = 'NOT_AVAILABLE' | 'TERRITORY' | 'OUTSIDE_WINDOW' | 'PLAN_REQUIRED' | 'MATURITY';

/**
 * What the caller may do with a title. `play`: see and play it. `pay`: see it; to play it takes a plan, a rental or a purchase.
 * `not-ready`: see it; there is nothing to play yet. `taken-down`: it was shown once and is not any more; whoever has an address of
 * it is told so, nobody else of the title. `hidden`: not even know that it exists.
 */
export type PlaybackDecision =
  | { readonly kind: 'play'; readonly packageId: string }
  | { readonly kind: 'pay' }
  | { readonly kind: 'not-ready' }
  | { readonly kind: 'taken-down' }
  | { readonly kind: 'hidden' };

/** The one answer to "may they see it, may they play it": every list, page, picture and segment asks here. */
export function decidePlayback(inputs: PlaybackInputs): PlaybackDecision {
  const { caller, audience, title } = inputs;
  const packageId = title?.packageId ?? null;
  if (caller === 'viewer') {
    if (title === undefined || !isSuitable(audience, title.age)) return { kind: 'hidden' };
    if (title.status !== 'published') return { kind: title.status === 'unpublished' ? 'taken-down' : 'hidden' };
    const rights = rightsOf(inputs);
    if (rights.denial === 'PLAN_REQUIRED' && packageId !== null) return { kind: 'pay' };
    if (rights.denial !== undefined && rights.denial !== 'PLAN_REQUIRED') return { kind: 'hidden' };
  }
  return packageId === null ? { kind: 'not-ready' } : { kind: 'play', packageId };
}

/** Whether the caller may know of the title at all. What takes a payment is seen. */
export function maySee(inputs: PlaybackInputs): boolean {
  const { kind } = decidePlayback(inputs);
  return kind === 'play' || kind === 'pay' || kind === 'not-ready';
}

/** The same in full, for starts: the first rule that fails is the reason, and all are evaluated. */
export interface Explanation {
  readonly allow: boolean;
  readonly reason: Denial | null;
  readonly allReasons: readonly Denial[];
  /** Of the picture, in pixels; null: any. */
  readonly maxHeight: number | null;
  /** When it may be different without anything having happened, ms since the Unix epoch; null: never. */
  readonly validUntil: number | null;
  /** When the next window opens here, ms since the Unix epoch; null: none is known. */
  readonly opensAt: number | null;
  readonly policyVersion: number;
}

export function explainPlayback(inputs: PlaybackInputs): Explanation {
  const { caller, audience, title } = inputs;
  const isViewer = caller === 'viewer';
  const isThere = title !== undefined && title.packageId !== null && (!isViewer || title.status === 'published');
  const rights = isViewer ? rightsOf(inputs) : NO_LIMIT;
  const allReasons: readonly Denial[] = [
    ...(isThere ? [] : (['NOT_AVAILABLE'] as const)),
    ...(rights.denial === undefined ? [] : [rights.denial]),
    ...(isViewer && !isSuitable(audience, title?.age ?? null) ? (['MATURITY'] as const) : []),
  ];
  const edges = isViewer ? edgesOf(inputs) : [];
  const opensAt = isViewer ? Math.min(...startsOf(inputs)) : Infinity;
  const validUntil = Math.min(...edges);
  return {
    allow: allReasons.length === 0,
    reason: allReasons[0] ?? null,
    allReasons,
    maxHeight: rights.maxHeight,
    validUntil: Number.isFinite(validUntil) ? validUntil : null,
    opensAt: Number.isFinite(opensAt) ? opensAt : null,
    policyVersion: POLICY_VERSION,
  };
}

interface Rights {
  readonly denial: 'TERRITORY' | 'OUTSIDE_WINDOW' | 'PLAN_REQUIRED' | undefined;
  readonly maxHeight: number | null;
}
const NO_LIMIT: Rights = { denial: undefined, maxHeight: null };
const denied = (denial: Rights['denial']): Rights => ({ denial, maxHeight: null });

const covers = (from: string, until: string | null, at: number): boolean =>
  Date.parse(from) <= at && (until === null || at < Date.parse(until));

/** The lower of two heights, where null is any. */
const lower = (a: number | null, b: number | null): number | null => (a === null ? b : b === null ? a : Math.min(a, b));

/** Whether a grant opens a window of that kind. Tags of titles are not known yet: a plan for some of them opens none. */
function opens(grant: Grant, { model }: RightsWindow, titleId: string | undefined, at: number): boolean {
  if (!covers(grant.from, grant.until, at)) return false;
  const isForIt =
    grant.titleId === null
      ? (grant.features?.tags ?? []).length === 0
      : titleId !== undefined && grant.titleId === titleId;
  const kinds = { plan: 'SVOD', rental: 'RENT', purchase: 'BUY', promo: model } as const;
  return isForIt && kinds[grant.kind] === model;
}

/** What the windows and what was paid for say. */
function rightsOf({ title, where, grants = [] }: PlaybackInputs): Rights {
  const windows = title?.windows ?? [];
  if (windows.length === 0) return where?.titlesWithoutRights === 'closed' ? denied('OUTSIDE_WINDOW') : NO_LIMIT;
  if (where === undefined) return denied('OUTSIDE_WINDOW');
  const { at, territory } = where;
  const here = windows.filter((window) => holdsIn(window, territory));
  const open = here.filter(({ start, end }) => covers(start, end, at));
  // What was bought stays playable when it is not sold any more.
  const bought = here.filter(({ model, start }) => model === 'BUY' && Date.parse(start) <= at);
  const heights = [
    ...open.filter(({ model }) => model === 'FREE').map(({ maxHeight }) => maxHeight),
    ...[...open, ...bought].flatMap((window) =>
      (open.includes(window) ? grants : grants.filter(({ kind }) => kind === 'purchase'))
        .filter((grant) => opens(grant, window, title?.titleId, at))
        .map((grant) => lower(window.maxHeight, grant.features?.maxHeight ?? null)),
    ),
  ];
  if (heights.length > 0)
    return {
      denial: undefined,
      maxHeight: heights.some((each) => each === null) ? null : Math.max(...heights.map(Number)),
    };
  if (open.length > 0) return denied('PLAN_REQUIRED');
  return denied(windows.some(({ start, end }) => covers(start, end, at)) ? 'TERRITORY' : 'OUTSIDE_WINDOW');
}

/** Instants to come at which windows here begin, ms. */
const startsOf = ({ title, where }: PlaybackInputs): readonly number[] =>
  where === undefined
    ? []
    : (title?.windows ?? [])
        .filter(
          (window) =>
            holdsIn(window, where.territory) && Date.parse(window.end ?? window.start) >= Date.parse(window.start),
        )
        .map(({ start }) => Date.parse(start))
        .filter((start) => start > where.at);

/** Instants to come at which the answer may change by itself, ms. */
const edgesOf = (inputs: PlaybackInputs): readonly number[] => {
  const at = inputs.where?.at ?? Infinity;
  const ends = [
    ...(inputs.title?.windows ?? []).map(({ end }) => end),
    ...(inputs.grants ?? []).map(({ until }) => until),
  ];
  const begins = (inputs.grants ?? []).map(({ from }) => from);
  return [
    ...startsOf(inputs),
    ...[...ends, ...begins].flatMap((each) => (each === null ? [] : [Date.parse(each)])),
  ].filter((each) => each > at);
};

/** Whether a title of this age is for them. What nobody has rated is not for kids. Lists that page ask the same in their query. */
const isSuitable = (audience: Audience | undefined, age: number | null): boolean =>
  audience === undefined || (age === null ? !audience.kids : age <= audience.maturityCap);
