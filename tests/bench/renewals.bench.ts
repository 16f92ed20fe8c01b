import { randomUUID } from 'node:crypto';
import { openEventLog } from '../../adapters/eventstore/event-log.ts';
import { commandContexts } from '../../commands/contexts.ts';
import { createExecute } from '../../commands/pipeline/execute.ts';
import { createMemoryCheckpoints } from '../../ports/testing/memory-checkpoints.ts';
import { createMemoryParkingLot } from '../../ports/testing/memory-parking-lot.ts';
import { createMemoryPayments } from '../../ports/testing/memory-payments.ts';
import { billing } from '../../domain/billing/index.ts';
import { newTrace } from '../../runtime/trace.ts';
import type { Actor } from '../../schemas/kernel/metadata.ts';
import { language } from '../../schemas/language.ts';
import { createProcessor } from '../../workers/runtime/processor.ts';
import { startTestServices } from '../harness/services.ts';
import { paired, rate, seconds, type Benchmark } from './bench.ts';
import { callsPerSecond, readAndAppend, writeHistory } from './events.ts';
import { createRenewalWork } from './renewal-work.ts';
import { openScope, type Scope } from './scope.ts';
import { silent } from './silent.ts';

const ROUNDS = 5;
/** Subscriptions that are due at the same instant. */
const SUBSCRIPTIONS = 300;
/** What is done at the same time by hand: as much as a follower handles at a time. */
const IN_FLIGHT = 64;
/** More events than the node remembers ids of (100,000). */
const HISTORY = { streams: 60_000, eventsEach: 3 };
/** Longer than any period of a month. */
const MONTH_MS = 32 * 86_400_000;

/** What renewing subscriptions costs: every command, process, timer and job of it, the payment provider answering at once. */
export const renewals: Benchmark = {
  name: 'renewals',
  description: 'subscriptions renewed and paid, against reading and appending as often',
  async *run(report) {
    await using scope = openScope();
    report(`${SUBSCRIPTIONS} subscriptions begin, on a new log and on one with a history`);
    const fresh = await renewalsOn(scope, 0);
    const old = await renewalsOn(scope, HISTORY.streams);
    report(`${ROUNDS} rounds of ${SUBSCRIPTIONS} renewals`);
    yield rate(
      'subscriptions renewed, against as many reads and appends',
      'renewals/s',
      await paired(ROUNDS, fresh.renew, fresh.byHand),
    );
    yield rate(
      `subscriptions renewed after ${(HISTORY.streams * HISTORY.eventsEach).toLocaleString('en')} events`,
      'renewals/s',
      await paired(ROUNDS, old.renew, fresh.renew),
    );
  },
};

async function renewalsOn(scope: Scope, historyStreams: number) {
  const { urls } = await startTestServices(scope.afterwards, { eventstore: true });
  const opened = openEventLog({ url: urls.eventstore, log: silent });
  scope.afterwards.after(() => opened.close());
  if (historyStreams > 0) await writeHistory(opened, historyStreams, HISTORY.eventsEach);
  let appends = 0;
  const log: typeof opened = {
    ...opened,
    append: (...args) => {
      appends += 1;
      return opened.append(...args);
    },
  };
  const clock = { now: Date.now() };
  const execute = createExecute(commandContexts, { log, language });
  const work = createRenewalWork({ log, execute, payments: createMemoryPayments(), clock });
  scope.afterwards.after(() => work.stop());
  const role = createProcessor({
    contexts: [{ ...billing, processes: billing.processes.filter(({ category }) => category !== 'telling') }],
    ...{ log, language, execute, clock: { now: () => clock.now } },
    ...{ checkpoints: createMemoryCheckpoints(), parking: createMemoryParkingLot(), logger: silent },
  });
  await role.start();
  scope.afterwards.after(() => role.stop());

  const begun = work.nextPeriods(SUBSCRIPTIONS);
  await callsPerSecond(SUBSCRIPTIONS, IN_FLIGHT, () => begin(execute, clock.now));
  await begun;
  let perRenewal = 1;
  return {
    /** Lets a month pass and everybody pay. @returns renewals per second */
    async renew(): Promise<number> {
      clock.now += MONTH_MS;
      const before = appends;
      const taken = await seconds(async () => {
        const renewed = work.nextPeriods(SUBSCRIPTIONS);
        await work.fire(IN_FLIGHT);
        await renewed;
      });
      perRenewal = Math.max(1, Math.round((appends - before) / SUBSCRIPTIONS));
      return SUBSCRIPTIONS / taken;
    },
    /** Reads a stream and appends to it as often as a renewal does, with nothing between. @returns renewals per second */
    byHand: async (): Promise<number> =>
      (await callsPerSecond(SUBSCRIPTIONS * perRenewal, IN_FLIGHT, () =>
        readAndAppend(opened, `bare-${randomUUID()}`),
      )) / perRenewal,
  };
}

/** Somebody with a card subscribes. */
async function begin(execute: ReturnType<typeof createExecute>, nowMs: number): Promise<void> {
  const [accountId, subscriptionId, at] = [randomUUID(), randomUUID(), new Date(nowMs).toISOString()];
  const give = (streamId: string, type: string, data: object, actor: Actor = { kind: 'process', id: 'bench' }) =>
    execute({
      ...{ commandId: randomUUID(), streamId, correlationId: streamId, traceparent: newTrace() },
      ...{ command: { type, data, at }, actor },
    });
  await give(accountId, 'RecordPayer', { accountId, customerRef: `cus_${accountId}` });
  const card = { methodRef: `pm_${accountId}`, brand: 'visa', last4: '4242', fingerprint: accountId };
  await give(accountId, 'KeepMethod', { accountId, ...card, expires: { year: 2050, month: 1 } });
  const price = { priceId: randomUUID(), territory: null, currency: 'EUR', amountMinor: 999, taxIncluded: true };
  const terms = { planId: randomUUID(), planName: 'Whole', ...price, interval: { unit: 'month', count: 1 } };
  const asked = { subscriptionId, accountId, invoiceId: randomUUID(), terms, country: 'DE', previousId: null };
  const outcome = await give(subscriptionId, 'Subscribe', asked, {
    kind: 'viewer',
    id: accountId,
    account: accountId,
  });
  if (outcome.kind !== 'committed') throw new Error(`Nobody could subscribe: ${JSON.stringify(outcome)}`);
}
