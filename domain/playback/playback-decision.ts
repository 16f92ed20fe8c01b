import type { RightsWindow } from '../../schemas/catalog/rights.events.ts';
import type { Audience } from '../../schemas/identity/audience.ts';
import { normalTag } from '../kernel/tag-decision.ts';
import { holdsIn } from '../kernel/territory-decision.ts';

/** Changes when a rule does: what was decided before was decided by another one. */
export const POLICY_VERSION = 5;

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
  /** How what it comes from stands, e.g. `active` or `suspended`; absent: in order. It says why nothing is covered, never that something is. */
  readonly status?: string;
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
        /** By which it is grouped, in lower case; none: only plans with everything have it. */
        readonly tags?: readonly string[];
      }
    | undefined;
  /** Undefined: nobody knows, and no window is open. */
  readonly where?: Circumstances | undefined;
  /** What the account has and had. Default: nothing. */
  readonly grants?: readonly Grant[];
  /** `suspended`: people who work here took from the account that it plays films. Absent: it is in order, or nobody is signed in. */
  readonly standing?: 'suspended' | undefined;
  /** Whether somebody grown up of the household could open a film above the cap by their PIN. Never for kids' profiles. */
  readonly canGivePin?: boolean;
  /** How the device stands that asks; absent: nothing is known against it. Asked in full alone: others hang on its sign-in. */
  readonly device?: 'blocked' | 'signed-out' | undefined;
}

/**
 * Why not, in the order in which it is looked at. `NOT_AVAILABLE`: there is nothing to show or to play. `LOCATION_UNVERIFIED`: it is
 * shown in some places, and nobody knows where they are. `ACCOUNT_SUSPENDED`: the account plays nothing for now. `PAYMENT_DUE`: they have a plan with it, and it is not paid. `RENTAL_EXPIRED`:
 * they rented it, and the time is over. `PIN_REQUIRED`: it is above the cap, and a PIN of somebody grown up opens it. `SIGNED_OUT`, `DEVICE_BLOCKED`: on the device that asks.
 */
export type Denial =
  | 'NOT_AVAILABLE'
  | 'OUTSIDE_WINDOW'
  | 'TERRITORY'
  | 'LOCATION_UNVERIFIED'
  | 'ACCOUNT_SUSPENDED'
  | GrantDenial
  | 'MATURITY'
  | 'PIN_REQUIRED'
  | 'DEVICE_BLOCKED'
  | 'SIGNED_OUT';

/** Why nothing that the account has covers a title that can be had. */
export type GrantDenial = 'PLAN_REQUIRED' | 'PAYMENT_DUE' | 'RENTAL_EXPIRED';

/**
 * What the caller may do with a title. `play`: see and play it. `pay`: see it; to play it takes a plan, a rental or a purchase.
 * `suspended`: see it; their account plays nothing for now. `not-ready`: see it; there is nothing to play yet. `taken-down`: it was shown once and is not any more; whoever has an address of
 * it is told so, nobody else of the title. `hidden`: not even know that it exists.
 */
export type PlaybackDecision =
  | { readonly kind: 'play'; readonly packageId: string }
  | { readonly kind: 'pay' }
  | { readonly kind: 'suspended' }
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
    const lacksGrant = isGrantDenial(rights.denial);
    if (lacksGrant && packageId !== null) return { kind: inputs.standing ?? 'pay' };
    if (rights.denial !== undefined && !lacksGrant) return { kind: 'hidden' };
    if (inputs.standing === 'suspended' && packageId !== null) return { kind: 'suspended' };
  }
  return packageId === null ? { kind: 'not-ready' } : { kind: 'play', packageId };
}

/** Whether the caller may know of the title at all. What takes a payment is seen. */
export function maySee(inputs: PlaybackInputs): boolean {
  const { kind } = decidePlayback(inputs);
  return kind === 'play' || kind === 'pay' || kind === 'suspended' || kind === 'not-ready';
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
  /** What of the account's it is played by; null: it takes nothing, or may not be played. */
  readonly grant: Grant | null;
  /** For what it can be had here now, whoever asks: none where nothing has to be paid. */
  readonly models: readonly RightsWindow['model'][];
  readonly policyVersion: number;
}

export function explainPlayback(inputs: PlaybackInputs): Explanation {
  const { caller, audience, title } = inputs;
  const isViewer = caller === 'viewer';
  const isThere = title !== undefined && title.packageId !== null && (!isViewer || title.status === 'published');
  const rights = isViewer ? rightsOf(inputs) : NO_LIMIT;
  const allReasons: readonly Denial[] = [
    ...(isThere ? [] : (['NOT_AVAILABLE'] as const)),
    ...(rights.denial === undefined || isGrantDenial(rights.denial) ? [] : [rights.denial]),
    ...(isViewer && inputs.standing === 'suspended' ? (['ACCOUNT_SUSPENDED'] as const) : []),
    ...(isGrantDenial(rights.denial) ? [rights.denial] : []),
    ...(isViewer && !isSuitable(audience, title?.age ?? null) ? [maturityOf(inputs)] : []),
    ...(inputs.device === undefined ? [] : [DEVICE_DENIALS[inputs.device]]),
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
    grant: allReasons.length === 0 ? rights.grant : null,
    models: rights.models,
    policyVersion: POLICY_VERSION,
  };
}

const DEVICE_DENIALS = { blocked: 'DEVICE_BLOCKED', 'signed-out': 'SIGNED_OUT' } as const;

/** Whether something that the account could have is all that is missing. */
export const isGrantDenial = (denial: Denial | null | undefined): denial is GrantDenial =>
  denial === 'PLAN_REQUIRED' || denial === 'PAYMENT_DUE' || denial === 'RENTAL_EXPIRED';

interface Rights {
  readonly denial: 'TERRITORY' | 'LOCATION_UNVERIFIED' | 'OUTSIDE_WINDOW' | GrantDenial | undefined;
  readonly maxHeight: number | null;
  readonly grant: Grant | null;
  readonly models: readonly RightsWindow['model'][];
}
const NO_LIMIT: Rights = { denial: undefined, maxHeight: null, grant: null, models: [] };
const denied = (denial: Rights['denial'], models: Rights['models'] = []): Rights => ({
  denial,
  maxHeight: null,
  grant: null,
  models,
});

const covers = (from: string, until: string | null, at: number): boolean =>
  Date.parse(from) <= at && (until === null || at < Date.parse(until));

/** The lower of two heights, where null is any. */
const lower = (a: number | null, b: number | null): number | null => (a === null ? b : b === null ? a : Math.min(a, b));

/** Whether a plan has a title in it: one with everything, or one with a tag of the title's. */
export const isInPlan = (
  { tags: wanted }: { readonly tags: readonly string[] },
  tags: readonly string[] = [],
): boolean => wanted.length === 0 || wanted.some((tag) => tags.includes(normalTag(tag)));

/** Whether a grant is for a window of that kind, whenever it covers it. */
function isFor(grant: Grant, { model }: RightsWindow, title: PlaybackInputs['title']): boolean {
  const isForIt =
    grant.titleId === null
      ? isInPlan(grant.features ?? { tags: [] }, title?.tags)
      : title?.titleId !== undefined && grant.titleId === title.titleId;
  const kinds = { plan: 'SVOD', rental: 'RENT', purchase: 'BUY', promo: model } as const;
  return isForIt && kinds[grant.kind] === model;
}

/** A way to play it: how high, and by what. */
interface Way {
  readonly height: number | null;
  readonly grant: Grant | null;
}
/** The one with the highest picture; among equals the one that takes nothing. */
const best = (ways: readonly Way[]): Way | undefined =>
  ways.toSorted(
    (a, b) => (b.height ?? Infinity) - (a.height ?? Infinity) || Number(a.grant !== null) - Number(b.grant !== null),
  )[0];

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
  const way = best([
    ...open.filter(({ model }) => model === 'FREE').map(({ maxHeight }): Way => ({ height: maxHeight, grant: null })),
    ...[...open, ...bought].flatMap((window) =>
      (open.includes(window) ? grants : grants.filter(({ kind }) => kind === 'purchase'))
        .filter((grant) => covers(grant.from, grant.until, at) && isFor(grant, window, title))
        .map((grant): Way => ({ height: lower(window.maxHeight, grant.features?.maxHeight ?? null), grant })),
    ),
  ]);
  const models = [...new Set(open.map(({ model }) => model))].filter((model) => model !== 'FREE');
  if (way !== undefined) return { denial: undefined, maxHeight: way.height, grant: way.grant, models };
  if (open.length > 0) return denied(lacking(open, grants, at, title), models);
  if (!windows.some(({ start, end }) => covers(start, end, at))) return denied('OUTSIDE_WINDOW');
  return denied(territory === null ? 'LOCATION_UNVERIFIED' : 'TERRITORY');
}

/** How subscriptions stand that give access again once they are paid. */
const UNPAID: ReadonlySet<string> = new Set(['past_due', 'suspended', 'incomplete']);

/** What is missing: nothing that the account has covers a window that is open here. */
function lacking(
  open: readonly RightsWindow[],
  grants: readonly Grant[],
  at: number,
  title: PlaybackInputs['title'],
): GrantDenial {
  const had = grants.filter((grant) => open.some((window) => isFor(grant, window, title)));
  if (had.some(({ kind, status }) => kind === 'plan' && UNPAID.has(status ?? ''))) return 'PAYMENT_DUE';
  const isOver = ({ kind, until }: Grant): boolean => kind === 'rental' && until !== null && Date.parse(until) <= at;
  return had.some(isOver) ? 'RENTAL_EXPIRED' : 'PLAN_REQUIRED';
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

/** Why it is not for them. A PIN that was given takes the limit of age away, so nobody asks. */
const maturityOf = ({ audience, canGivePin }: PlaybackInputs): 'MATURITY' | 'PIN_REQUIRED' =>
  canGivePin === true && audience?.kids === false ? 'PIN_REQUIRED' : 'MATURITY';

/** Whether a title of this age is for them. What nobody has rated is not for kids. Lists that page ask the same in their query. */
const isSuitable = (audience: Audience | undefined, age: number | null): boolean =>
  audience === undefined || (age === null ? !audience.kids : age <= audience.maturityCap);
