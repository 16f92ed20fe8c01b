import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { billing as domain } from '../../domain/billing/index.ts';
import { laterOn, signedInAccount } from '../../gateway/testing/account.ts';
import { billingOf } from '../../gateway/testing/billing.ts';
import { keepCard } from '../../gateway/testing/buyer.ts';
import { pick, startTestGateway } from '../../gateway/testing/start.ts';
import type { Payments } from '../../ports/payments.ts';
import { createMemoryPayments } from '../../ports/testing/memory-payments.ts';
import type { Verdict } from '../../ports/testing/memory-payments.ts';
import { executeOn } from '../../commands/testing/execute.ts';
import { findSubscribers } from '../../workers/billing/find-subscribers.job.ts';
import { findCheckout, forgetMethod } from '../../workers/billing/checkout.job.ts';
import { askPayment, chargeInvoice, findPayment, refundPayment } from '../../workers/billing/money.job.ts';
import { runThrough } from '../../workers/testing/step-by-step.ts';

const features = { streams: 2, maxHeight: 1080, ads: false, downloads: true, tags: [] };
export const DAY_MS = 86_400_000;

/** A whole shop in memory: a gateway, the processes and jobs behind it, and a provider. */
export async function openShop(
  t: Parameters<typeof startTestGateway>[0],
  judge?: () => Verdict,
  given: { readonly webRoot?: string; readonly provider?: Payments } = {},
) {
  const payments = createMemoryPayments(judge);
  const { provider = payments, ...deps } = given;
  const clock = { nowMs: Date.now() };
  const gateway = await startTestGateway(t, {
    payments: provider,
    now: () => clock.nowMs,
    homeTerritory: 'DE',
    ...deps,
  });
  Object.assign(gateway.queries, billingOf(gateway.log));
  const { log } = gateway;
  const execute = executeOn(log);
  const { subscribers } = gateway.queries.subscriptions;
  const kinds = [chargeInvoice, askPayment, refundPayment, findPayment, findCheckout, forgetMethod, findSubscribers];
  const jobs = kinds.map((job) => ({ ...job, tools: { payments: provider, subscribers } }));
  const say = async (type: string, data: { readonly planId: string } & Record<string, unknown>) => {
    const command = { type, data, at: new Date(clock.nowMs).toISOString() };
    const actor = { kind: 'staff', id: 'operator' } as const;
    const of = { streamId: data.planId, commandId: randomUUID(), correlationId: randomUUID() };
    assert.equal((await execute({ ...of, command, actor })).kind, 'committed');
  };
  return {
    ...gateway,
    payments,
    clock,
    say,
    /** Runs what is behind the gateway until nothing more comes of it. */
    run: () => runThrough(log, log, { processes: domain.processes, jobs: jobs as never }),
    of: (type: string) =>
      log.events.filter((event) => event.type === `billing.${type}`).map(({ data }) => data as Record<string, unknown>),
    /** @returns the ids of a plan and its price */
    async plan(name: string, amountMinor: number, given: { trialDays?: number; taxIncluded?: boolean } = {}) {
      const [planId, priceId] = [randomUUID(), randomUUID()];
      const { trialDays = 14, taxIncluded = true } = given;
      const interval = { unit: 'month', count: 1 };
      await say('DefinePlan', { planId, name, description: null, interval, trialDays, features });
      const of = { planId, priceId, territory: null, currency: 'EUR', amountMinor, taxIncluded, noticeDays: 30 };
      await say('SetPlanPrice', { ...of, from: new Date(clock.nowMs).toISOString() });
      return { planId, priceId };
    },
    /** Somebody with an account, and a card where they are given its fingerprint. */
    async person(fingerprint?: string) {
      const account = await signedInAccount(gateway);
      const { accountId, headers } = account;
      if (fingerprint !== undefined) await keepCard(log, accountId, { methodRef: `pm_${accountId}`, fingerprint });
      const ask = async (query: string, variables: object = {}) =>
        // With a token of then: the shop's clock is moved by months.
        gateway.ask(query, variables, { headers: (await laterOn(account, clock.nowMs)).headers });
      /** A mutation with an id of its own, by its name and arguments. @returns what it answers */
      const act = async (name: string, args = '', commandId = randomUUID()) => {
        const answer = await ask(
          `mutation { it: ${name}(commandId: "${commandId}"${args === '' ? '' : `, ${args}`}) { __typename ... on Refusal { code } } }`,
        );
        const said = pick(answer, 'it.code') ?? pick(answer, 'it.__typename');
        return typeof said === 'string' ? said : JSON.stringify(answer.errors);
      };
      const mine = async (fields: string) =>
        pick(await ask(`{ mySubscription { ${fields} } }`), 'mySubscription') as Record<string, unknown> | null;
      return { accountId, headers, ask, act, mine };
    },
  };
}
