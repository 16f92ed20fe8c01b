import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { RightsWindow } from '../../schemas/catalog/rights.events.ts';
import { territories } from '../kernel/territory-decision.ts';
import { decidePlayback, explainPlayback, maySee, type Grant, type PlaybackInputs } from './playback-decision.ts';

const [START, END] = ['2026-02-01T00:00:00.000Z', '2026-03-01T00:00:00.000Z'];
const at = Date.parse(START) + 1000;
const OTHER = '00000000-0000-4000-8000-000000000009';
const titleId = '00000000-0000-4000-8000-000000000003';
const window = (changes: Partial<RightsWindow> = {}): RightsWindow => ({
  model: 'FREE',
  territories: ['DE'],
  except: [],
  start: START,
  end: END,
  maxHeight: null,
  ...changes,
});
const grant = (kind: Grant['kind'], changes: Partial<Grant> = {}): Grant => ({
  grantId: 'g',
  kind,
  titleId: kind === 'plan' ? null : titleId,
  features: null,
  from: START,
  until: null,
  ...changes,
});
const asked = (windows: readonly RightsWindow[], more: Partial<PlaybackInputs> = {}): PlaybackInputs => ({
  caller: 'viewer',
  audience: undefined,
  title: { titleId, status: 'published', packageId: 'p', age: 12, windows },
  where: { territory: 'DE', at, titlesWithoutRights: 'free' },
  ...more,
});
const where = (territory: string | null, when = at) => ({
  where: { territory, at: when, titlesWithoutRights: 'free' as const },
});

test('a window opens at its start and is closed at its end', () => {
  const kindAt = (when: number) => decidePlayback(asked([window()], where('DE', when))).kind;
  const [start, end] = [Date.parse(START), Date.parse(END)];
  assert.deepEqual([start - 1, start, end - 1, end].map(kindAt), ['hidden', 'play', 'play', 'hidden']);
  assert.equal(kindAt(Date.UTC(2026, 2, 29, 1)), 'hidden', 'hours of a clock that is put forward change nothing');
});

test('every territory has an answer, and where nobody knows it only what holds everywhere is open', () => {
  const windows = [window({ territories: [], except: ['FR'] })];
  for (const each of territories) {
    const { allow, reason } = explainPlayback(asked(windows, where(each)));
    assert.deepEqual([allow, reason], each === 'FR' ? [false, 'TERRITORY'] : [true, null], each);
  }
  assert.equal(maySee(asked(windows, where(null))), false);
  assert.equal(maySee(asked([window({ territories: [] })], where(null))), true);
  const { where: _, ...nowhere } = asked([window({ territories: [] })]);
  assert.equal(maySee(nowhere), false);
});

test('a film above the cap takes a PIN where somebody has one to give, never from a child, and is not seen by it', () => {
  const reasonsFor = (audience: PlaybackInputs['audience'], canGivePin: boolean) =>
    explainPlayback(asked([window()], { audience, canGivePin })).allReasons;
  const [teen, child] = [
    { maturityCap: 6, kids: false },
    { maturityCap: 6, kids: true },
  ];
  assert.deepEqual(reasonsFor(teen, true), ['PIN_REQUIRED']);
  assert.deepEqual(reasonsFor(teen, false), ['MATURITY']);
  assert.deepEqual(reasonsFor(child, true), ['MATURITY']);
  assert.deepEqual(reasonsFor(undefined, true), []);
  assert.equal(maySee(asked([window()], { audience: teen, canGivePin: true })), false);
});

test('a suspended account sees what it saw, and plays nothing, whatever it paid', () => {
  const standing = 'suspended';
  const free = asked([window()], { standing });
  assert.deepEqual(
    [decidePlayback(free).kind, maySee(free), explainPlayback(free).allReasons],
    ['suspended', true, ['ACCOUNT_SUSPENDED']],
  );
  const sold = asked([window({ model: 'SVOD' })], { standing });
  assert.deepEqual(
    explainPlayback(sold).allReasons,
    ['ACCOUNT_SUSPENDED', 'PLAN_REQUIRED'],
    'in the order of the rules',
  );
  const paid = explainPlayback({ ...sold, grants: [grant('plan')] });
  assert.deepEqual([paid.allow, paid.reason, paid.grant], [false, 'ACCOUNT_SUSPENDED', null]);
  assert.deepEqual(explainPlayback({ ...free, ...where('FR') }).allReasons, ['TERRITORY', 'ACCOUNT_SUSPENDED']);
  assert.equal(decidePlayback({ ...free, ...where('FR') }).kind, 'hidden', 'it is shown nothing more');
  assert.equal(explainPlayback({ ...free, caller: 'staff' }).allow, true);
});

test('a plan for some tags has the titles with one of them, however it is spelt', () => {
  const features = { maxHeight: null, tags: ['Sport', 'crime'] };
  const reasonFor = (...tags: string[]) => {
    const inputs = asked([window({ model: 'SVOD' })], { grants: [grant('plan', { features })] });
    return explainPlayback({ ...inputs, title: inputs.title && { ...inputs.title, tags } }).reason;
  };
  assert.deepEqual(
    [reasonFor('sport'), reasonFor('art', 'crime'), reasonFor('art'), reasonFor()],
    [null, null, 'PLAN_REQUIRED', 'PLAN_REQUIRED'],
  );
  assert.equal(
    explainPlayback(asked([window({ model: 'SVOD' })], { grants: [grant('plan', { features })] })).reason,
    'PLAN_REQUIRED',
  );
  const suspended = grant('plan', { features, status: 'suspended', until: START });
  const inputs = asked([window({ model: 'SVOD' })], { grants: [suspended] });
  assert.equal(
    explainPlayback({ ...inputs, title: inputs.title && { ...inputs.title, tags: ['crime'] } }).reason,
    'PAYMENT_DUE',
  );
});

test('a title without windows is free, unless the installation says otherwise', () => {
  assert.equal(decidePlayback(asked([])).kind, 'play');
  const closed = asked([], { where: { territory: 'DE', at, titlesWithoutRights: 'closed' } });
  assert.equal(decidePlayback(closed).kind, 'hidden');
  assert.equal(decidePlayback({ ...closed, caller: 'staff' }).kind, 'play');
});

test('what takes a payment is seen, and played by whoever paid for that', () => {
  for (const [model, kind, others] of [
    ['SVOD', 'plan', ['rental', 'purchase']],
    ['RENT', 'rental', ['plan', 'purchase']],
    ['BUY', 'purchase', ['plan', 'rental']],
  ] as const) {
    const windows = [window({ model })];
    const kindWith = (...grants: readonly Grant[]) => decidePlayback(asked(windows, { grants })).kind;
    assert.equal(kindWith(), 'pay');
    assert.ok(maySee(asked(windows)));
    assert.equal(kindWith(grant(kind)), 'play');
    assert.equal(kindWith(grant('promo')), 'play');
    assert.deepEqual(
      others.map((each) => kindWith(grant(each))),
      ['pay', 'pay'],
    );
    assert.equal(kindWith(grant(kind, { until: new Date(at).toISOString() })), 'pay');
    assert.equal(kindWith(grant(kind, { titleId: '00000000-0000-4000-8000-000000000009' })), 'pay');
  }
  const some = grant('plan', { features: { maxHeight: null, tags: ['sport'] } });
  assert.equal(decidePlayback(asked([window({ model: 'SVOD' })], { grants: [some] })).kind, 'pay');
});

test('what was bought stays, where it was sold', () => {
  const windows = [window({ model: 'BUY' })];
  const later = Date.parse(END) + 1;
  const kindIn = (territory: string) =>
    decidePlayback(asked(windows, { ...where(territory, later), grants: [grant('purchase')] })).kind;
  assert.deepEqual([kindIn('DE'), kindIn('FR')], ['play', 'hidden']);
  assert.equal(decidePlayback(asked(windows, where('DE', later))).kind, 'hidden');
});

test('the first rule that fails is the reason, all are named, and heights are the best of what is open', () => {
  const all = explainPlayback({
    ...asked([window({ territories: ['FR'] })]),
    audience: { maturityCap: 6, kids: true },
    title: { titleId, status: 'draft', packageId: null, age: 12, windows: [window({ territories: ['FR'] })] },
  });
  assert.deepEqual([all.reason, all.allReasons], ['NOT_AVAILABLE', ['NOT_AVAILABLE', 'TERRITORY', 'MATURITY']]);
  const windows = [window({ maxHeight: 480 }), window({ model: 'SVOD', maxHeight: 1080 })];
  const height = (...grants: readonly Grant[]) => explainPlayback(asked(windows, { grants })).maxHeight;
  assert.equal(height(), 480);
  assert.equal(height(grant('plan')), 1080);
  assert.equal(height(grant('plan', { features: { maxHeight: 720, tags: [] } })), 720);
  assert.equal(height(grant('plan'), grant('promo', { features: { maxHeight: 360, tags: [] } })), 1080);
  const { validUntil, opensAt } = explainPlayback(asked([window({ start: END, end: null })]));
  assert.deepEqual([validUntil, opensAt], [Date.parse(END), Date.parse(END)]);
  assert.equal(explainPlayback(asked([window()])).validUntil, Date.parse(END));
});

test('fewer windows, fewer grants and a lower cap never show more, and both forms agree', () => {
  const rank = { hidden: 0, 'taken-down': 0, 'not-ready': 1, pay: 1, suspended: 1, play: 2 };
  let seed = 11;
  const random = (below: number): number => (seed = (seed * 48_271) % 2_147_483_647) % below;
  const one = <T>(...of: readonly T[]): T => of[random(of.length)] as T;
  for (let round = 0; round < 3000; round++) {
    const windows = Array.from({ length: 1 + random(3) }, () =>
      window({
        model: one('FREE', 'SVOD', 'RENT', 'BUY'),
        territories: one([], ['DE'], ['DE', 'FR'], ['FR']),
        start: one(START, END),
        end: one(END, null),
        maxHeight: one(null, 480, 1080),
      }),
    );
    const grants = Array.from({ length: random(3) }, () =>
      grant(one('plan', 'rental', 'purchase', 'promo'), { until: one(null, END) }),
    );
    const audience = one(undefined, { maturityCap: one(6, 12), kids: one(true, false) });
    const inputs = asked(windows, { grants, audience, ...where(one('DE', 'FR', null), one(at, Date.parse(END))) });
    const { kind } = decidePlayback(inputs);
    const full = explainPlayback(inputs);
    assert.equal(full.allow, kind === 'play', JSON.stringify(inputs));
    assert.equal(rank[decidePlayback({ ...inputs, grants: grants.slice(1) }).kind] <= rank[kind], true);
    if (windows.length > 1 && inputs.title)
      assert.ok(
        rank[decidePlayback({ ...inputs, title: { ...inputs.title, windows: windows.slice(1) } }).kind] <= rank[kind],
      );
    assert.ok(rank[decidePlayback({ ...inputs, audience: { maturityCap: 0, kids: true } }).kind] <= rank[kind]);
    if (full.allow && full.maxHeight !== null) assert.ok([480, 1080].includes(full.maxHeight));
    // A plan with a lower picture, a suspended one, a device that is blocked: never higher, never more, never longer than it is open.
    const features = { maxHeight: 360, tags: [] };
    const lower = explainPlayback({ ...inputs, grants: grants.map((each) => ({ ...each, features })) });
    assert.equal(lower.allow, full.allow);
    assert.ok((lower.maxHeight ?? Infinity) <= (full.maxHeight ?? Infinity));
    const over = grants.map((each) => ({ ...each, status: 'suspended', until: START }));
    const ended = explainPlayback({ ...inputs, grants: over });
    assert.ok(!ended.allow || full.allow);
    assert.ok((ended.maxHeight ?? Infinity) <= (full.maxHeight ?? Infinity) || !ended.allow);
    assert.equal(explainPlayback({ ...inputs, device: 'blocked' }).allow, false);
    assert.ok(full.validUntil === null || full.validUntil > (inputs.where?.at ?? 0));
    assert.equal(full.reason, full.allReasons[0] ?? null);
    if (full.validUntil !== null && inputs.where !== undefined) {
      const { allow } = explainPlayback({ ...inputs, where: { ...inputs.where, at: full.validUntil - 1 } });
      assert.equal(allow, full.allow, 'the answer holds to the millisecond before');
    }
  }
});

test('what is missing is named by what the account had', () => {
  const before = new Date(at).toISOString();
  const open = [window({ model: 'SVOD' }), window({ model: 'RENT' })];
  const reasonWith = (...grants: readonly Grant[]) => explainPlayback(asked(open, { grants })).reason;
  assert.equal(reasonWith(), 'PLAN_REQUIRED');
  assert.equal(reasonWith(grant('plan', { status: 'canceled', until: before })), 'PLAN_REQUIRED');
  for (const status of ['past_due', 'suspended', 'incomplete'])
    assert.equal(
      reasonWith(grant('plan', { status, until: before }), grant('rental', { until: before })),
      'PAYMENT_DUE',
    );
  assert.equal(reasonWith(grant('rental', { until: before })), 'RENTAL_EXPIRED');
  assert.equal(reasonWith(grant('rental', { titleId: OTHER, until: before })), 'PLAN_REQUIRED');
  assert.equal(reasonWith(grant('plan', { status: 'past_due' })), null, 'while it is given time to pay');
});

test('a start says by what it is granted, how high, until when, and what is known against the device', () => {
  const until = new Date(at + 5000).toISOString();
  const plan = grant('plan', { features: { maxHeight: 720, tags: [] }, until });
  const full = explainPlayback(asked([window({ model: 'SVOD', maxHeight: 1080 })], { grants: [plan] }));
  assert.deepEqual([full.allow, full.grant, full.maxHeight, full.validUntil], [true, plan, 720, Date.parse(until)]);
  assert.deepEqual(full.models, ['SVOD']);
  const free = explainPlayback(asked([window(), window({ model: 'SVOD' })], { grants: [grant('plan')] }));
  assert.equal(free.grant, null, 'what is free takes nothing');
  assert.equal(explainPlayback(asked([window()], { device: 'blocked' })).reason, 'DEVICE_BLOCKED');
  const closed = explainPlayback({ ...asked([window({ model: 'SVOD' })]), ...where(null), device: 'signed-out' });
  assert.deepEqual(closed.allReasons, ['LOCATION_UNVERIFIED', 'SIGNED_OUT']);
});
