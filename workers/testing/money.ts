import { createExecute } from '../../commands/pipeline/execute.ts';
import { commandContexts } from '../../commands/contexts.ts';
import type { Outcome } from '../../commands/pipeline/outcome.ts';
import { billing as domain } from '../../domain/billing/index.ts';
import { createMemoryLog } from '../../ports/testing/memory-event-log.ts';
import type { MemoryLog } from '../../ports/testing/memory-event-log.ts';
import type { Mailer } from '../../ports/mailer.ts';
import { createMemoryPayments } from '../../ports/testing/memory-payments.ts';
import type { MemoryPayments } from '../../ports/testing/memory-payments.ts';
import type { EventLog } from '../../ports/event-log.ts';
import type { Actor } from '../../schemas/kernel/metadata.ts';
import { uuid5 } from '../../schemas/kernel/uuid5.ts';
import { language } from '../../schemas/language.ts';
import { newTrace } from '../../runtime/trace.ts';
import { findDues } from '../billing/find-dues.job.ts';
import { findCheckout, forgetMethod } from '../billing/checkout.job.ts';
import { askPayment, chargeInvoice, findPayment, refundPayment } from '../billing/money.job.ts';
import { sendMoneyMail } from '../billing/send-money-mail.job.ts';
import { silentLogger } from '../../ports/testing/silent-logger.ts';
import { testPeople } from './people.ts';
import { fireAll, fireNext, runThrough } from './step-by-step.ts';

const space = '00000000-0000-4000-8000-0000000000ee';

/** An id for a name: the same for the same name. */
export const idOf = (name: string): string => uuid5(space, name);
export const accountId = idOf('account');
const at = '2026-11-02T03:04:05.000Z';

/** What a purchase of a film is invoiced by; German, tax included. */
export const invoiceOf = (invoiceId: string, amountMinor = 499) => ({
  invoiceId,
  accountId,
  reason: { kind: 'purchase', purchaseId: idOf(`${invoiceId}/purchase`), titleId: idOf('title'), model: 'buy' },
  currency: 'EUR',
  country: 'DE',
  lines: [{ kind: 'purchase', label: 'A film', amountMinor, taxIncluded: true }],
});

/** Invoices, payers and their processes on a log and a provider in memory. */
export function moneyWorld(
  given: {
    readonly log?: MemoryLog;
    readonly payments?: MemoryPayments;
    readonly clock?: { now: number };
    readonly mailer?: Mailer;
  } = {},
) {
  const { log = createMemoryLog(), payments = createMemoryPayments(), clock } = given;
  const ofMoney = [chargeInvoice, askPayment, refundPayment, findPayment, findCheckout, forgetMethod].map((job) => ({
    ...job,
    tools: { payments },
  }));
  const people = testPeople(log);
  const history = { log, language, streams: people.streams };
  const seller = { name: 'Kino', address: ['Hauptstr. 1'], vatId: null };
  const mail = { ...people, ...history, ...(given.mailer && { mailer: given.mailer }), seller, logger: silentLogger };
  const jobs = [...ofMoney, { ...findDues, tools: history }, { ...sendMoneyMail, tools: mail }];
  const now = clock && (() => clock.now);
  const running = { processes: domain.processes, jobs: jobs as never, now };
  const process: Actor = { kind: 'process', id: 'test' };
  return {
    log,
    payments,
    people,
    /** Gives a command, each name once. */
    async give(streamId: string, type: string, data: object, name = type, actor: Actor = process): Promise<Outcome> {
      return createExecute(commandContexts, { log, language })({
        commandId: uuid5(streamId, name),
        streamId,
        command: { type, data, at: clock === undefined ? at : new Date(clock.now).toISOString() },
        actor,
        correlationId: streamId,
        traceparent: newTrace(),
      });
    },
    /** Runs everything until nothing more comes of it; over a log that may die. */
    run: (over: EventLog = log): Promise<void> => runThrough(log, over, running),
    /** Fires what waits, and runs. @returns how many timers there were */
    async wake(): Promise<number> {
      const fired = await fireAll(log);
      await runThrough(log, log, running);
      return fired;
    },
    /** Sets the clock to when the first timer is due, fires that one, and runs. */
    async wakeNext(): Promise<void> {
      const due = await fireNext(log);
      if (clock !== undefined && due !== undefined) clock.now = Math.max(clock.now, due);
      await runThrough(log, log, running);
    },
    /** Events of a type, by their data. */
    of: (type: string): readonly Record<string, unknown>[] =>
      log.events.filter((event) => event.type === `billing.${type}`).map(({ data }) => data as Record<string, unknown>),
  };
}
export type MoneyWorld = ReturnType<typeof moneyWorld>;

/** The provider knows the account, and a card of it. */
export async function withCard({ give }: Pick<MoneyWorld, 'give'>): Promise<void> {
  await give(accountId, 'RecordPayer', { accountId, customerRef: 'cus_1' });
  const expires = { year: 2030, month: 1 };
  const card = { methodRef: 'pm_1', brand: 'visa', last4: '4242', expires, fingerprint: 'f' };
  await give(accountId, 'KeepMethod', { accountId, ...card });
}
