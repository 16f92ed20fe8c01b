import { rightsNow } from '../../commands/catalog/rights-now.ts';
import { titleNow } from '../../commands/catalog/title-now.ts';
import {
  explainPlayback,
  POLICY_VERSION,
  type Explanation,
  type PlaybackInputs,
} from '../../domain/playback/playback-decision.ts';
import type { RecordedEvent } from '../../ports/event-log.ts';
import { grantAsOf, planOf } from '../../projections/billing/grants-as-of.ts';
import type { GrantRow } from '../../projections/billing/grants.rows.ts';
import type { PlaybackDecided } from '../../schemas/playback/decision.events.ts';
import type { EventOf } from '../../schemas/kernel/define.ts';
import type { PastStreams, Upto } from './as-of.ts';

export type Decided = EventOf<typeof PlaybackDecided>['data'];

/**
 * What is different when a decision is made again. `rules`: other rules decide today. `inputs`: what it was decided by is not in the log.
 * `late`: the log knew better when it was decided, but whoever decided had not heard yet. `unexplained`: the same rules say something
 * else of the same inputs.
 */
export interface Difference {
  readonly kind: 'rules' | 'inputs' | 'late' | 'unexplained';
  readonly sessionId: string;
  readonly titleId: string;
  readonly at: string;
  readonly why: string;
}

/** So long may what happened be on its way to whoever decides, ms; their clocks differ too. */
const ON_ITS_WAY_MS = 2000;
/** Reasons by what no stream holds as it was: leases of streams at once. */
const BY_LEASES = 'TOO_MANY_STREAMS';
const SUSPENDED = 'identity.AccountSuspended';

/** Makes a decision again by what the log held, as of the revisions that it names. Empty: the answer is the same. */
export async function askAgain(past: PastStreams, decided: Decided): Promise<readonly Difference[]> {
  const of = { sessionId: decided.sessionId, titleId: decided.titleId, at: decided.inputs.at };
  const then = await inputsOf(past, decided, asNamed(decided), true);
  if (typeof then === 'string') return [{ ...of, kind: 'inputs', why: then }];
  const told = differs(decided, explainPlayback(then));
  if (told !== undefined) {
    const isOld = decided.policyVersion !== POLICY_VERSION;
    const rules = `rules ${decided.policyVersion} decided, today it is ${POLICY_VERSION}`;
    return [{ ...of, kind: isOld ? 'rules' : 'unexplained', why: isOld ? `${told}; ${rules}` : told }];
  }
  const heard = Date.parse(decided.inputs.at) - ON_ITS_WAY_MS;
  const upto: Upto = ({ recordedAt }) => recordedAt.getTime() <= heard;
  // What is named counts in any case: clocks may differ by more.
  const named = asNamed(decided);
  const known = await inputsOf(past, decided, (stream) => (event) => upto(event) || named(stream)(event));
  const late = typeof known === 'string' ? undefined : differs(decided, explainPlayback(known));
  return late === undefined ? [] : [{ ...of, kind: 'late', why: `the log knew otherwise already: ${late}` }];
}

/** Which events of a stream count. */
type UptoOf = (stream: string) => Upto;

/** What a decision names: revisions of the title and its rights, positions of the rest. */
const asNamed = ({ titleId, inputs }: Decided): UptoOf => {
  const [title, rights] = [BigInt(inputs.titleRevision), BigInt(inputs.rightsRevision ?? -1)];
  return (stream) => (event) => {
    if (stream === `title-${titleId}`) return event.revision <= title;
    if (stream === `rights-${titleId}`) return event.revision <= rights;
    const grant = inputs.grants.find(({ grantId }) => stream.endsWith(grantId));
    return grant === undefined || event.position <= BigInt(grant.position);
  };
};

/** What it was decided by, as the log holds it; a text: why that cannot be had. */
async function inputsOf(
  past: PastStreams,
  decided: Decided,
  uptoOf: UptoOf,
  isNamed = false,
): Promise<PlaybackInputs | string> {
  const { titleId, inputs } = decided;
  const log = past.logWith((event) => uptoOf(event.stream)(event));
  const [title, rights] = await Promise.all([titleNow(log, titleId), rightsNow(log, titleId)]);
  if (title === undefined) return 'the log has no such title';
  if (BigInt(title.revision) < BigInt(inputs.titleRevision))
    return `the title's stream ends before its revision ${inputs.titleRevision}`;
  if (BigInt(rights.revision) < BigInt(inputs.rightsRevision ?? -1))
    return `the stream of its rights ends before its revision ${inputs.rightsRevision}`;
  const grants: GrantRow[] = [];
  for (const { grantId, kind, position } of inputs.grants) {
    const category = { plan: 'subscription', rental: 'purchase', purchase: 'purchase', promo: undefined }[kind];
    const stream = `${category}-${grantId}`;
    const own = category === undefined ? [] : await past.read(stream, uptoOf(stream));
    const planId = planOf(grantId, own);
    const plan: readonly RecordedEvent[] =
      planId === undefined ? [] : await past.read(`plan-${planId}`, (event) => event.position <= BigInt(position));
    const grant = grantAsOf(grantId, own, () => plan);
    if (grant === undefined) return `the log has no ${kind} ${grantId} up to position ${position}`;
    grants.push(grant);
  }
  const { at, caller, audience, territory, titlesWithoutRights, device } = inputs;
  const standing = await standingThen(past, decided, isNamed);
  return {
    caller,
    audience: audience ?? undefined,
    title: { titleId, ...title, windows: rights.windows },
    where: { at: Date.parse(at), territory, titlesWithoutRights },
    grants,
    device: device ?? undefined,
    standing,
  };
}

/** For so long may a gateway not have heard that an account was suspended or is not any more, ms. */
const SUSPENSION_UNHEARD_MS = 20_000;

/**
 * Whether the account was suspended. No decision names that: by the instants of its stream. As it was decided, either may have counted
 * for as long as whoever decided may not have heard.
 */
async function standingThen(
  past: PastStreams,
  decided: Decided,
  isNamed: boolean,
): Promise<PlaybackInputs['standing']> {
  const { accountId, allReasons, inputs } = decided;
  if (accountId === null) return undefined;
  const at = Date.parse(inputs.at);
  const events = await past.read(
    `suspension-${accountId}`,
    ({ recordedAt }) => recordedAt.getTime() <= at + ON_ITS_WAY_MS,
  );
  const standsAt = (ms: number): boolean => {
    const last = events.findLast(({ recordedAt }) => recordedAt.getTime() <= ms);
    return last?.type === SUSPENDED;
  };
  const unheardSince = at - (isNamed ? SUSPENSION_UNHEARD_MS : ON_ITS_WAY_MS);
  const isUnsure = events.some(({ recordedAt }) => recordedAt.getTime() > unheardSince);
  return (isUnsure ? allReasons.includes('ACCOUNT_SUSPENDED') : standsAt(unheardSince)) ? 'suspended' : undefined;
}

/** In what an answer is another one than what was decided; undefined: in nothing. */
function differs(decided: Decided, now: Explanation): string | undefined {
  const reasons = decided.allReasons
    .filter((reason) => reason !== BY_LEASES)
    // Whether somebody of the household had a PIN is not named: it is the same rule.
    .map((reason) => (reason === 'PIN_REQUIRED' ? 'MATURITY' : reason));
  const byLeases = reasons.length < decided.allReasons.length;
  if (reasons.join() !== now.allReasons.join()) return `it was ${answer(reasons)}, and is ${answer(now.allReasons)}`;
  // Who was refused by leases was granted nothing: there is nothing more to compare.
  if (byLeases || !now.allow) return undefined;
  const until = now.validUntil === null ? null : new Date(now.validUntil).toISOString();
  if (decided.maxHeight !== now.maxHeight)
    return `the height was ${decided.maxHeight ?? 'any'}, and is ${now.maxHeight ?? 'any'}`;
  if (decided.grantId !== (now.grant?.grantId ?? null))
    return `it was granted by ${decided.grantId ?? 'nothing'}, and is by ${now.grant?.grantId ?? 'nothing'}`;
  return decided.validUntil === until ? undefined : `it held until ${decided.validUntil}, and holds until ${until}`;
}

const answer = (reasons: readonly string[]): string =>
  reasons.length === 0 ? 'granted' : `refused by ${reasons.join(', ')}`;
