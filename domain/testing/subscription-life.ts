import { later } from '../kernel/later.ts';
import type { Message } from '../kernel/decider.ts';
import type { ProcessRequest } from '../kernel/process.ts';
import type { InvoiceId } from '../../schemas/billing/invoice.ids.ts';
import { renewingProcess } from '../billing/renewing.process.ts';
import type { RenewingState } from '../billing/renewing.process.ts';
import { subscriptionDecider } from '../billing/subscription.decider.ts';
import type { SubscriptionCommand } from '../billing/subscription.decider.ts';
import type { SubscriptionEvent, SubscriptionState } from '../billing/subscription.state.ts';
import { testRecording } from './given.ts';

/** An invoice as whoever collects it knows it. */
export interface LifeInvoice {
  readonly invoiceId: InvoiceId;
  readonly reason: { readonly cause: string; readonly periodStart: string; readonly periodEnd: string };
  readonly totalMinor: number;
  status: 'open' | 'paid' | 'void';
  attempts: number;
  chargedMinor: number;
  refundedMinor: number;
}

/** What a provider answers to a charge, and when. */
export interface LifeAnswer {
  readonly kind: 'paid' | 'soft' | 'hard' | 'no-method' | 'action';
  readonly afterMs: number;
  /** It is told twice. */
  readonly twice: boolean;
}

type Due = { readonly at: number; readonly order: number; readonly run: () => void };

/**
 * One subscription with its process, its timers and whoever collects its invoices, under a clock that the test moves. Nothing but
 * the decider and the process of the platform runs here; streams are arrays.
 * @param answer decides about each charge
 * @param onFact is told what customers and banks see, in order
 */
export function createLife(
  subscriptionId: string,
  answer: (invoice: LifeInvoice) => LifeAnswer,
  onFact: (fact: 'paid' | 'failed' | 'returned', invoice: LifeInvoice, at: number, code?: string) => void,
) {
  let now = 0;
  let ids = 0;
  let state: SubscriptionState = subscriptionDecider.initial;
  let remembered: RenewingState = renewingProcess.initial;
  const timers = new Map<string, number>();
  const invoices = new Map<string, LifeInvoice>();
  const due: Due[] = [];
  const fired: { readonly name: string; readonly dueAt: string }[] = [];
  /** Until when timers do not fire. */
  let asleepUntil = 0;
  const iso = (): string => new Date(now).toISOString();
  const nextId = (): string => `00000000-0000-4000-9000-${String((ids += 1)).padStart(12, '0')}`;
  const plan = (afterMs: number, run: () => void): void => void due.push({ at: now + afterMs, order: (ids += 1), run });

  /** @returns the code of the refusal, if it was refused */
  function execute(type: string, data: object): string | undefined {
    const command = { type, data, at: iso() } as unknown as SubscriptionCommand;
    const decision = subscriptionDecider.decide(command, state);
    if (decision.kind === 'rejected') return decision.rejection.code;
    for (const event of decision.events) state = subscriptionDecider.evolve(state, event, testRecording(0));
    for (const event of decision.events) hear(event);
    return undefined;
  }

  function hear(event: SubscriptionEvent | Message): void {
    if (!renewingProcess.inputs.includes(event.type as never)) return;
    const eventId = nextId();
    let labels = 0;
    const derive = (): string => `${eventId.slice(0, 24)}${String((labels += 1)).padStart(3, '0')}${eventId.slice(27)}`;
    const outputs = renewingProcess.react({ event: event as never, eventId, at: iso() }, remembered, derive);
    for (const output of outputs) remembered = renewingProcess.evolve(remembered, output);
    for (const output of outputs) carryOut(output);
  }

  function carryOut({ type, data }: ProcessRequest): void {
    if (type === 'kernel.TimerSet') timers.set(data.name, Date.parse(data.dueAt));
    if (type === 'kernel.TimerCancelled') timers.delete(data.name);
    if (type !== 'kernel.CommandRequested') return;
    if (data.category === 'subscription') execute(data.command.type, data.command.data);
    else collect(data.command.type, data.command.data as never);
  }

  function collect(
    type: string,
    data: { readonly invoiceId: InvoiceId; readonly amountMinor?: number } & Record<string, unknown>,
  ): void {
    if (type === 'IssueInvoice') {
      if (invoices.has(data.invoiceId)) throw new Error('an invoice is issued twice');
      const lines = data['lines'] as readonly { readonly amountMinor: number }[];
      const invoice: LifeInvoice = {
        invoiceId: data.invoiceId,
        reason: data['reason'] as LifeInvoice['reason'],
        totalMinor: lines.reduce((sum, { amountMinor }) => sum + amountMinor, 0),
        ...{ status: 'open', attempts: 0, chargedMinor: 0, refundedMinor: 0 },
      };
      invoices.set(data.invoiceId, invoice);
      charge(invoice);
      return;
    }
    const invoice = invoices.get(data.invoiceId);
    if (invoice === undefined) throw new Error(`${type} of an invoice that there is not`);
    if (type === 'CollectInvoice') charge(invoice);
    if (type === 'VoidInvoice' && invoice.status === 'open') invoice.status = 'void';
    if (type === 'RefundInvoice') {
      invoice.refundedMinor += data.amountMinor ?? 0;
      onFact('returned', invoice, now);
    }
  }

  function charge(invoice: LifeInvoice): void {
    if (invoice.status !== 'open') return;
    invoice.attempts += 1;
    const attempt = invoice.attempts;
    const { kind, afterMs, twice } = answer(invoice);
    const tell = (type: string, more: object): void => {
      const reason = { kind: 'subscription', subscriptionId, ...invoice.reason };
      hear({
        type,
        data: { invoiceId: invoice.invoiceId, accountId: subscriptionId, reason, attempt, at: iso(), ...more },
      });
    };
    const say = (): void => {
      if (kind === 'paid') {
        // A charge that comes through for what is void or paid already goes back by itself.
        if (invoice.status === 'open') {
          invoice.status = 'paid';
          invoice.chargedMinor = invoice.totalMinor;
          onFact('paid', invoice, now);
        } else if (invoice.status === 'void') return;
        return tell('billing.InvoicePaid', { chargedMinor: invoice.totalMinor, creditMinor: 0 });
      }
      if (invoice.status !== 'open') return;
      onFact('failed', invoice, now, kind);
      if (kind === 'action') return tell('billing.InvoiceActionNeeded', { paymentRef: 'p' });
      return tell('billing.InvoicePaymentFailed', {
        code: kind === 'no-method' ? kind : 'declined',
        soft: kind === 'soft',
      });
    };
    plan(afterMs, say);
    if (twice) plan(afterMs + 3600_000, say);
  }

  /** The next instant at which something happens by itself; Infinity: nothing will. */
  function next(): number {
    const timer = Math.min(...timers.values());
    return Math.min(Math.max(timer, asleepUntil), ...due.map(({ at }) => at));
  }

  /** Moves the clock; everything that is due until then happens in order, each at its instant. */
  function moveTo(instant: number): void {
    for (let at = next(); at <= instant; at = next()) {
      now = Math.max(now, at);
      const [planned] = due.toSorted((a, b) => a.at - b.at || a.order - b.order);
      if (planned !== undefined && planned.at <= now) {
        due.splice(due.indexOf(planned), 1);
        planned.run();
        continue;
      }
      const [first] = [...timers].toSorted(([, a], [, b]) => a - b);
      if (first === undefined) continue;
      const [name, dueMs] = first;
      timers.delete(name);
      const event = {
        type: 'kernel.TimerFired',
        data: {
          process: 'renewing',
          processId: subscriptionId,
          name,
          dueAt: new Date(dueMs).toISOString(),
          firedAt: iso(),
        },
      } as const;
      fired.push({ name, dueAt: event.data.dueAt });
      remembered = renewingProcess.evolve(remembered, event);
      hear(event);
    }
    now = instant;
  }

  return {
    execute,
    moveTo,
    invoices: invoices as ReadonlyMap<string, LifeInvoice>,
    fired: fired as readonly { readonly name: string; readonly dueAt: string }[],
    timers: timers as ReadonlyMap<string, number>,
    /** Nothing fires for so long. */
    sleep: (ms: number): void => void (asleepUntil = now + ms),
    get state() {
      return state;
    },
    get now() {
      return now;
    },
    nextId: () => nextId() as InvoiceId,
    start: (at: string): void => void (now = Date.parse(later(at, 0))),
  };
}
