import assert from 'node:assert/strict';
import { test } from 'node:test';
import { rounds } from '../../tests/harness/rounds.ts';
import { createLife } from '../testing/subscription-life.ts';
import type { LifeAnswer, LifeInvoice } from '../testing/subscription-life.ts';
import { accountId, priceId, subscriptionId } from './samples.ts';
import { accessUntil } from './subscription.state.ts';

const HOUR = 3600_000;
const DAY = 24 * HOUR;
const GRACE = 7 * DAY;

/** A small generator of repeatable chance (mulberry32). */
function chanceOf(seed: number) {
  let a = seed;
  const next = (): number => {
    a = (a + 0x6d_2b_79_f5) | 0;
    let t = Math.imul(a ^ (a >>> 15), 1 | a);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 2 ** 32;
  };
  const below = (n: number): number => Math.floor(next() * n);
  return { next, below, one: <T>(of: readonly T[]): T => of[below(of.length)] as T };
}

const plans = [499, 999, 1000, 1799, 4990, 11_988].map((amountMinor, index) => ({
  planId: `00000000-0000-4000-8000-0000000000c${index}` as never,
  planName: `Plan ${index}`,
  priceId: priceId.replace('b1', `e${index}`) as typeof priceId,
  territory: null,
  currency: 'EUR',
  amountMinor,
  taxIncluded: true,
  interval: index < 4 ? { unit: 'month' as const, count: 1 } : { unit: 'year' as const, count: 1 },
}));
type Plan = (typeof plans)[number];

/** A code that somebody begins with. */
interface Code {
  readonly reduction:
    | { readonly kind: 'percent'; readonly percent: number }
    | { readonly kind: 'amount'; readonly amountMinor: number; readonly currency: string };
  readonly periods: number | null;
  readonly planIds: readonly string[];
}

/** What is left to pay of a price; of so little that nobody charges it, nothing. */
function withCode(price: number, { reduction }: Code): number {
  const rest =
    reduction.kind === 'percent'
      ? price - Math.floor((price * reduction.percent) / 100)
      : Math.max(0, price - reduction.amountMinor);
  return rest < 50 ? 0 : rest;
}

/** Written apart from the code that it judges: what a customer would say of their own subscription, with a calendar in hand. */
class Oracle {
  /** What it has cost. */
  cost = 0;
  plan: Plan;
  planned: Plan | undefined;
  from = 0;
  to = 0;
  ended = false;
  began = false;
  ending = false;
  restedAt: number | undefined;
  overdue: number | undefined;
  renewing = false;
  pendingChange: Plan | undefined;
  /** Its code, while that takes something off, and how many more periods it does. */
  code: Code | undefined;
  codeLeft = 0;
  /** What this period costs if it is not cut short. */
  pays = 0;
  constructor(plan: Plan, code: Code | undefined) {
    this.plan = plan;
    this.code = code;
    this.codeLeft = code?.periods ?? Infinity;
  }
  /** Another period. */
  begin(): void {
    if (this.codeLeft === 0) this.code = undefined;
    this.codeLeft -= 1;
    this.priced();
  }
  private priced(): void {
    const { code, plan } = this;
    if (code !== undefined && code.planIds.length > 0 && !code.planIds.includes(plan.planId)) this.code = undefined;
    this.pays = this.code === undefined ? plan.amountMinor : withCode(plan.amountMinor, this.code);
  }
  /** Whether films play at an instant. */
  watches(at: number): boolean {
    if (!this.began || this.ended || this.restedAt !== undefined) return false;
    if (this.overdue !== undefined) return at < this.overdue + GRACE;
    return at < (this.ending && !this.renewing ? this.to : this.to + GRACE);
  }
  change(plan: Plan, at: number): void {
    const seconds = (ms: number): bigint => BigInt(Math.floor(ms / 1000));
    const left = seconds(this.to) - seconds(at);
    const whole = seconds(this.to) - seconds(this.from);
    const back = (BigInt(this.pays) * left) / whole;
    const isSame = plan.interval.unit === this.plan.interval.unit;
    this.plan = plan;
    if (isSame) this.priced();
    else this.begin();
    this.owed = Number((isSame ? (BigInt(this.pays) * left) / whole : BigInt(this.pays)) - back);
    // Less than the least that is charged is not.
    if (this.owed > 0 && this.owed < 50) this.owed = 0;
    if (!isSame) [this.from, this.to] = [at, monthsAfter(at, plan.interval.unit === 'year' ? 12 : 1)];
    this.planned = undefined;
  }
  owed = 0;
  resume(at: number): void {
    const rested = at - (this.restedAt ?? at);
    [this.from, this.to, this.restedAt] = [this.from + rested, this.to + rested, undefined];
  }
}

/** So many months after an instant; the day is cut to the month's length. For checks of a first period, whose anchor is its own day. */
function monthsAfter(at: number, months: number): number {
  const date = new Date(at);
  const moved = new Date(at);
  moved.setUTCDate(1);
  moved.setUTCMonth(date.getUTCMonth() + months);
  const length = new Date(Date.UTC(moved.getUTCFullYear(), moved.getUTCMonth() + 1, 0)).getUTCDate();
  moved.setUTCDate(Math.min(date.getUTCDate(), length));
  return moved.getTime();
}

function codeFor(plan: Plan, chance: ReturnType<typeof chanceOf>): Code {
  const percent = { kind: 'percent', percent: chance.one([10, 25, 33, 50, 97, 100]) } as const;
  const amount = { kind: 'amount', amountMinor: chance.one([1, 300, 470, 1000, 6000]), currency: 'EUR' } as const;
  return {
    reduction: chance.one([percent, amount]),
    periods: chance.one([1, 1, 2, 3, 12, null]),
    planIds: chance.one([[], [], [plan.planId, chance.one(plans).planId]]),
  };
}

function live(seed: number): { readonly renewals: number; readonly charged: number } {
  const chance = chanceOf(seed);
  // Ends of months, a leap day and ordinary days.
  const begins = Date.UTC(
    2027,
    chance.below(14),
    chance.one([1, 15, 28, 29, 30, 31]),
    chance.below(24),
    chance.below(60),
  );
  const reliable = chance.next();
  const answer = (): LifeAnswer => {
    const afterMs = chance.one([0, 0, 1000, 60_000, 2 * HOUR, chance.below(6) * HOUR]);
    const kind =
      chance.next() < 0.6 + 0.4 * reliable
        ? 'paid'
        : chance.one(['soft', 'soft', 'hard', 'no-method', 'action'] as const);
    return { kind, afterMs, twice: chance.next() < 0.2 };
  };
  const plan = chance.one(plans);
  const code = chance.next() < 0.5 ? undefined : codeFor(plan, chance);
  const oracle = new Oracle(plan, code);
  const openDunning = { invoice: '' };
  const onFact = (fact: 'paid' | 'failed' | 'returned', invoice: LifeInvoice, at: number, code?: string): void => {
    const { cause, periodStart, periodEnd } = invoice.reason;
    if (fact === 'returned') {
      oracle.cost -= invoice.totalMinor;
      return;
    }
    if (fact === 'paid') {
      oracle.cost += cause === 'change' ? oracle.owed : (invoicedPlan.get(invoice.invoiceId) ?? Number.NaN);
      if (oracle.ended) return;
      oracle.overdue = undefined;
      oracle.renewing = false;
      if (cause === 'change') return;
      oracle.began = true;
      [oracle.from, oracle.to] = [Date.parse(periodStart), Date.parse(periodEnd)];
      return;
    }
    if (oracle.ended || !oracle.began) return;
    if (oracle.overdue === undefined) {
      // Who had asked for the end is not asked for more money; who has nothing to pay a trial with is not either.
      if ((oracle.ending && oracle.renewing) || (code === 'no-method' && isTrial && cause === 'start'))
        oracle.ended = true;
      else {
        oracle.overdue = at;
        openDunning.invoice = invoice.invoiceId;
      }
    }
  };
  const invoicedPlan = new Map<string, number>();
  let isTrial = false;
  let restUntil: number | undefined;
  let asleepUntil = 0;
  const life = createLife(
    subscriptionId,
    (invoice) => {
      if (!invoicedPlan.has(invoice.invoiceId)) {
        if (invoice.reason.cause !== 'change') {
          // The next period is the other plan's, if one was chosen.
          if (oracle.planned !== undefined) oracle.plan = oracle.planned;
          oracle.planned = undefined;
          oracle.begin();
          if (oracle.began) oracle.renewing = true;
        }
        invoicedPlan.set(invoice.invoiceId, oracle.pays);
      }
      return answer();
    },
    (fact, invoice, at, code) => {
      onFact(fact, invoice, at, code);
      if (fact === 'paid' && invoice.reason.cause !== 'change') isTrial = false;
    },
  );
  life.start(new Date(begins).toISOString());
  const one = { subscriptionId };
  const couponId = '00000000-0000-4000-8000-0000000000c9';
  const coupon = code === undefined ? {} : { coupon: { ...code, couponId, code: 'WINTER' } };
  const begun = { ...one, accountId, terms: oracle.plan, country: null, previousId: null, ...coupon };
  if (chance.next() < 0.4) {
    isTrial = true;
    oracle.began = true;
    oracle.to = begins + 14 * DAY;
    assert.equal(life.execute('StartTrial', { ...begun, trialDays: 14 }), undefined);
  } else assert.equal(life.execute('Subscribe', { ...begun, invoiceId: life.nextId() }), undefined);

  const end = monthsAfter(begins, 36);
  let samples = 0;
  while (life.now < end) {
    // The next action of the customer; between them every hour may be looked at.
    const until = Math.min(end, life.now + chance.below(60 * 24) * HOUR + chance.below(3600) * 1000);
    while (life.now < until) {
      const at = Math.min(until, life.now + (1 + chance.below(90)) * HOUR);
      // A rest ends on the day that was chosen; what comes after that belongs to the period that goes on.
      if (oracle.restedAt !== undefined && restUntil !== undefined && restUntil <= at) oracle.resume(restUntil);
      life.moveTo(at);
      // What ends by time alone ends for the oracle too.
      if (
        oracle.began &&
        !oracle.ended &&
        oracle.overdue === undefined &&
        oracle.ending &&
        !oracle.renewing &&
        at >= oracle.to
      )
        oracle.ended = true;
      const access = accessUntil(life.state);
      const watches = access !== undefined && at < Date.parse(access);
      assert.equal(watches, oracle.watches(at), `access at ${new Date(at).toISOString()} while ${life.state.status}`);
      samples += 1;
      if (life.state.status === 'canceled' || life.state.status === 'expired') oracle.ended = true;
    }
    act(chance.below(10));
  }
  assert.ok(samples > 0);

  function act(what: number): void {
    const { now } = life;
    const isRunning = oracle.began && !oracle.ended && oracle.restedAt === undefined;
    if (what === 0) {
      const plan = chance.one(plans);
      const before = life.state;
      const invoiceId = life.nextId();
      const old = oracle.plan;
      // The answer may come at once, so that what it costs is worked out before.
      const isUp = plan.amountMinor > old.amountMinor && before.status === 'active';
      const current = oracle.plan.planId;
      const rest = before.status !== 'none' && before.open === null && !before.canceling && isUp && now < oracle.to;
      if (rest) oracle.change(plan, now);
      const refused = life.execute('ChangePlan', { ...one, terms: plan, invoiceId });
      assert.equal(
        refused === undefined && isUp,
        rest,
        `a change up is taken when nothing stands against it: ${refused}`,
      );
      if (refused === undefined && !isUp) oracle.planned = plan.planId === current ? undefined : plan;
    }
    if (what === 1 && chance.next() < 0.2 && life.execute('CancelAtPeriodEnd', one) === undefined)
      oracle.ending = isRunning;
    if (what === 2 && life.execute('UndoCancel', one) === undefined) oracle.ending = false;
    if (what === 3 && chance.next() < 0.03 && life.execute('CancelNow', one) === undefined) oracle.ended = true;
    if (what === 4 && now >= asleepUntil) {
      const until = now + (1 + chance.below(80)) * DAY;
      if (life.execute('PauseSubscription', { ...one, until: new Date(until).toISOString() }) === undefined)
        [oracle.restedAt, restUntil] = [now, until];
    }
    if (what === 5 && oracle.restedAt !== undefined && life.execute('ResumeSubscription', one) === undefined)
      oracle.resume(now);
    // The process is away for up to a month and a half.
    if (what === 9 && oracle.restedAt === undefined && chance.next() < 0.4) {
      const away = chance.below(45) * DAY;
      asleepUntil = now + away;
      life.sleep(away);
    }
    if (what === 6) life.execute('RetryPayment', one);
  }
  // Whatever is on its way arrives.
  life.moveTo(end + 2 * DAY);
  const invoices = [...life.invoices.values()];
  const charged = invoices.reduce((sum, { chargedMinor, refundedMinor }) => sum + chargedMinor - refundedMinor, 0);
  assert.equal(charged, oracle.cost, 'what was charged is what it cost, to the cent');
  const periods = invoices.filter(({ reason }) => reason.cause !== 'change').map(({ reason }) => reason.periodStart);
  assert.equal(new Set(periods).size, periods.length, 'one invoice for one period');
  const paid = invoices
    .filter(
      ({ reason, status, refundedMinor }) => reason.cause !== 'change' && status === 'paid' && refundedMinor === 0,
    )
    .toSorted((a, b) => (a.reason.periodStart < b.reason.periodStart ? -1 : 1));
  for (const [index, { reason }] of paid.entries())
    if (index > 0) assert.ok(reason.periodStart > (paid[index - 1] as LifeInvoice).reason.periodStart);
  const moments = life.fired
    // A change that is paid after the end of its period lets that be looked at once more.
    .filter(({ name }) => name !== 'period-end')
    .map(({ name, dueAt }) => `${name} ${dueAt}`);
  assert.equal(new Set(moments).size, moments.length, 'each timer once');
  if (life.state.status === 'canceled' || life.state.status === 'expired')
    assert.equal(life.timers.size, 0, 'nothing wakes what is over');
  return { renewals: paid.length, charged };
}

test('random lives through 36 months cost what they should, and films play when they should', (t) => {
  const only = process.env['REPRISE_TEST_SEED'];
  const first = only === undefined ? Math.floor(Math.random() * 2 ** 30) : Number(only);
  const count = only === undefined ? rounds(2000) : 1;
  let [renewals, charged] = [0, 0];
  for (let seed = first; seed < first + count; seed += 1)
    try {
      const life = live(seed);
      renewals += life.renewals;
      charged += life.charged;
    } catch (error) {
      throw new Error(`life ${seed} (REPRISE_TEST_SEED=${seed} node --test domain/billing/lives.test.ts)`, {
        cause: error,
      });
    }
  t.diagnostic(`${count} lives from seed ${first}: ${renewals} periods paid, ${charged} cents`);
  assert.ok(only !== undefined || renewals > count);
});
