import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { existsSync, readFileSync } from 'node:fs';
import { test } from 'node:test';
import { POLICY_VERSION } from '../../domain/playback/playback-decision.ts';
import { createMemoryLog } from '../../ports/testing/memory-event-log.ts';
import { language } from '../../schemas/language.ts';
import type { Decided } from './ask-again.ts';
import { verifyDecisions } from './verify.ts';

/** The newest version of an event as it is published. */
const fixtureOf = (type: string): URL => {
  const of = (version: number) => new URL(`../../schemas/fixtures/${type}.v${version}.json`, import.meta.url);
  return existsSync(of(2)) ? of(2) : of(1);
};
/** Its data, with what a test changes. */
const sample = (type: string): Record<string, unknown> =>
  (
    JSON.parse(readFileSync(fixtureOf(type), 'utf8')) as {
      readonly data: Record<string, unknown>;
    }
  ).data;

const START = Date.parse('2026-01-05T00:00:00.000Z');
const features = { streams: 2, maxHeight: 720, ads: false, downloads: false, tags: [] };

/** A log with a film that takes a plan, and somebody who has it. */
function withHistory() {
  const clock = { now: START };
  const log = createMemoryLog(() => clock.now);
  const say = (stream: string, type: string, given: Record<string, unknown> = {}) => {
    const event = language.encode({ type, data: { ...sample(type), ...given } }, randomUUID(), {
      ...{ $correlationId: 'c', $causationId: 'c', commandId: randomUUID(), actor: { kind: 'system', id: 'test' } },
      occurredAt: new Date(clock.now).toISOString(),
    });
    log.write([{ stream, event }]);
    const { revision, position } = log.events.at(-1) ?? assert.fail();
    clock.now += 1000;
    return { revision: String(revision), position: String(position) };
  };
  const { titleId } = sample('catalog.TitleCreated') as { titleId: string };
  const { subscriptionId, accountId } = sample('billing.SubscriptionStarted') as Record<string, string>;
  const { planId } = sample('billing.PlanDefined') as { planId: string };
  const title = (type: string) => say(`title-${titleId}`, `catalog.${type}`);
  const subscription = (type: string) => say(`subscription-${subscriptionId}`, `billing.${type}`);
  title('TitleCreated');
  title('TitleMediaAttached');
  const { revision: titleRevision } = title('TitlePublished');
  const { revision: rightsRevision } = say(`rights-${titleId}`, 'catalog.RightsWindowGranted');
  say(`plan-${planId}`, 'billing.PlanDefined', { features });
  subscription('SubscriptionRequested');
  const { position } = subscription('SubscriptionStarted');
  const grant = { grantId: String(subscriptionId), kind: 'plan' as const, position };
  /** What was decided at this moment: granted, by what is known above. */
  const decide = (given: Partial<Decided> = {}, inputs: Partial<Decided['inputs']> = {}) => {
    const decided = {
      ...{ allow: true, reason: null, allReasons: [], grantId: subscriptionId, maxHeight: 720, accountId },
      // The end of what is paid for and seven days more.
      validUntil: '2026-02-09T03:04:05.000Z',
      degraded: false,
      policyVersion: POLICY_VERSION,
      ...given,
      inputs: {
        ...{ at: new Date(clock.now).toISOString(), caller: 'viewer', territory: 'DE', titlesWithoutRights: 'free' },
        ...{ audience: null, titleRevision, rightsRevision, profilePosition: null, grants: [grant], device: null },
        ...{ streams: null, ...inputs },
      },
    };
    const { sessionId } = sample('playback.PlaybackDecided') as { sessionId: string };
    say(`decision-${sessionId}`, 'playback.PlaybackDecided', decided);
  };
  const kinds = async (since = START) =>
    (await verifyDecisions(log, new Date(since))).differences.map(({ kind, why }) => `${kind}: ${why}`);
  return { clock, log, title, subscription, decide, kinds, planId, say, grant };
}

test('what was decided is decided again, whatever happened since', async () => {
  const { title, subscription, decide, kinds, log, planId, say } = withHistory();
  decide();
  decide(
    { allow: false, reason: 'TERRITORY', allReasons: ['TERRITORY'], grantId: null, maxHeight: null },
    { territory: 'FR' },
  );
  decide({ allow: false, reason: 'TOO_MANY_STREAMS', allReasons: ['TOO_MANY_STREAMS'], grantId: null });
  title('TitleUnpublished');
  subscription('SubscriptionSuspended');
  say(`plan-${planId}`, 'billing.PlanFeaturesChanged', { features: { ...features, maxHeight: 360 } });
  assert.deepEqual(await kinds(), []);
  const { decisions } = await verifyDecisions(log, new Date(START));
  assert.equal(decisions, 3);
});

test('an account that was suspended is so when it is decided again, and whoever had not heard is forgiven', async () => {
  const { decide, kinds, clock, say } = withHistory();
  const { accountId } = sample('billing.SubscriptionStarted') as { accountId: string };
  const refused = { allow: false, reason: 'ACCOUNT_SUSPENDED', allReasons: ['ACCOUNT_SUSPENDED'], grantId: null };
  const suspension = (type: string) => say(`suspension-${accountId}`, `identity.${type}`, { accountId });
  suspension('AccountSuspended');
  decide(refused);
  assert.deepEqual(await kinds(), []);
  clock.now += 5000;
  let since = clock.now;
  decide();
  assert.deepEqual(await kinds(since), [
    'late: the log knew otherwise already: it was granted, and is refused by ACCOUNT_SUSPENDED',
  ]);
  clock.now += 60_000;
  since = clock.now;
  decide(refused);
  assert.deepEqual(await kinds(since), []);
  since = clock.now;
  decide();
  assert.deepEqual(await kinds(since), ['unexplained: it was granted, and is refused by ACCOUNT_SUSPENDED']);
  suspension('SuspensionLifted');
  clock.now += 60_000;
  since = clock.now;
  decide();
  assert.deepEqual(await kinds(since), []);
});

test('each difference is named, with why', async () => {
  const { decide, kinds, clock } = withHistory();
  const first = async (...given: Parameters<typeof decide>) => {
    const since = clock.now;
    decide(...given);
    return kinds(since);
  };
  assert.deepEqual(await first({ maxHeight: 1080 }), ['unexplained: the height was 1080, and is 720']);
  const refused = { allow: false, reason: 'PLAN_REQUIRED', allReasons: ['PLAN_REQUIRED'], grantId: null };
  assert.deepEqual(await first(refused), ['unexplained: it was refused by PLAN_REQUIRED, and is granted']);
  assert.deepEqual(await first({ ...refused, policyVersion: 1 }), [
    `rules: it was refused by PLAN_REQUIRED, and is granted; rules 1 decided, today it is ${POLICY_VERSION}`,
  ]);
  assert.deepEqual(await first({}, { titleRevision: '9' }), ["inputs: the title's stream ends before its revision 9"]);
  const unknown = randomUUID();
  assert.deepEqual(await first({}, { grants: [{ grantId: unknown, kind: 'rental', position: '5' }] }), [
    `inputs: the log has no rental ${unknown} up to position 5`,
  ]);
});

test('what the log knew already when it was decided otherwise is late, if that was more than a moment before', async () => {
  const { title, decide, kinds, clock } = withHistory();
  title('TitleUnpublished');
  let since = clock.now;
  decide();
  assert.deepEqual(await kinds(since), [], 'a second is no delay');
  clock.now += 5000;
  since = clock.now;
  decide();
  assert.deepEqual(await kinds(since), [
    'late: the log knew otherwise already: it was granted, and is refused by NOT_AVAILABLE',
  ]);
});
