import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Database } from '../../ports/database.ts';
import type { RecordedEvent } from '../../ports/event-log.ts';
import { language } from '../../schemas/language.ts';
import type { DecodedEvent } from '../../schemas/kernel/decode.ts';
import { readJournal } from '../../payments/journal.ts';
import { repeated } from '../old-log/films.ts';

/** Of each currency, and of each invoice, what was booked sums to zero. */
export async function checkBooks({ db }: { readonly db: Database }): Promise<void> {
  const sums = async (by: string): Promise<readonly { readonly sum: string }[]> =>
    (await db.query<{ sum: string }>(`select ${by}, sum(amount_minor)::text as sum from ledger.entries group by ${by}`))
      .rows;
  for (const by of ['currency', 'invoice_id']) {
    const all = await sums(by);
    assert.ok(all.length > 0);
    assert.deepEqual(
      all.filter(({ sum }) => sum !== '0'),
      [],
      `the books by ${by}`,
    );
  }
}

interface SandboxRow {
  readonly id: string;
  readonly object: string;
  readonly status: string;
  /** Cents. */
  readonly amount: number;
  readonly metadata: Readonly<Record<string, string>>;
}

/** Objects of this kind as they stand in the sandbox's journal. */
export function atSandbox(dataDir: string, object: string): readonly SandboxRow[] {
  const { records } = readJournal(readFileSync(join(dataDir, 'services/payments/journal.ndjson')));
  const rows = (records as readonly { readonly row?: SandboxRow }[]).flatMap(({ row }) => row ?? []);
  return [...new Map(rows.map((row) => [row.id, row])).values()].filter((row) => row.object === object);
}

const decoded = (events: readonly RecordedEvent[]): readonly DecodedEvent[] =>
  events.map((event) => language.decode(event)).flatMap((each) => (each.kind === 'known' ? [each.event] : []));

/** Each invoice that is paid by card was charged once at the provider, for what it says, and refunds likewise; nothing else was. */
export function checkCharges({ dataDir }: { readonly dataDir: string }, recorded: readonly RecordedEvent[]): void {
  const paid: string[] = [];
  const surplus: string[] = [];
  const refunded: number[] = [];
  for (const { type, data } of decoded(recorded)) {
    if (type === 'billing.InvoicePaid' && data.chargedMinor > 0) paid.push(`${data.invoiceId} ${data.chargedMinor}`);
    // What came for an invoice that was over, and went back by itself.
    if (type === 'billing.SurplusReceived') surplus.push(`${data.invoiceId} ${data.amountMinor}`);
    if (type === 'billing.SurplusReturned') refunded.push(data.amountMinor);
    if (type === 'billing.RefundMade' && data.chargedMinor > 0) refunded.push(data.chargedMinor);
  }
  const did = (object: string) => atSandbox(dataDir, object).filter(({ status }) => status === 'succeeded');
  const charged = did('payment_intent').map(({ metadata, amount }) => `${metadata['reference']} ${amount}`);
  assert.deepEqual(charged.toSorted(), [...paid, ...surplus].toSorted());
  assert.equal(new Set(paid).size, paid.length, 'no invoice is paid twice');
  const inOrder = (amounts: readonly number[]) => amounts.toSorted((a, b) => a - b);
  assert.deepEqual(inOrder(did('refund').map(({ amount }) => amount)), inOrder(refunded));
}

/** What a walk leads to, once. */
export function checkLife(recorded: readonly RecordedEvent[]): void {
  const events = decoded(recorded);
  const counts = new Map<string, number>();
  for (const { type } of events) counts.set(type, (counts.get(type) ?? 0) + 1);
  const once = [
    ...['identity.AccountRegistered', 'billing.TrialStarted', 'billing.SubscriptionActivated', 'billing.PlanChanged'],
    ...[
      'billing.PlanChangePaid',
      'billing.SubscriptionRenewed',
      'billing.DunningStarted',
      'billing.SubscriptionSuspended',
    ],
    ...[
      'billing.SubscriptionReinstated',
      'billing.PurchaseMade',
      'billing.RentalClockStarted',
      'billing.PurchaseRefunded',
    ],
    ...['billing.CancellationScheduled', 'billing.SubscriptionCanceled', 'billing.RefundMade'],
  ];
  assert.deepEqual(
    Object.fromEntries(once.map((type) => [type, counts.get(type) ?? 0])),
    Object.fromEntries(once.map((type) => [type, 1])),
  );
  assert.deepEqual(repeated(events.filter(({ type }) => type.startsWith('media.') || type.startsWith('catalog.'))), []);
}

/** What pages were told is in the log. */
export function checkAcknowledged(
  { acknowledged }: { readonly acknowledged: ReadonlySet<string> },
  events: readonly RecordedEvent[],
): void {
  const positions = new Set(events.map(({ position }) => String(position)));
  assert.ok(acknowledged.size > 5);
  assert.deepEqual(
    [...acknowledged].filter((position) => !positions.has(position)),
    [],
    'nothing that was acknowledged is lost',
  );
}

/** Each timer fired once for each time that it was set, and those of one process in the order in which they were due. */
export function checkTimers(recorded: readonly RecordedEvent[]): void {
  const setAt = new Map<string, bigint>();
  const last = new Map<string, { readonly dueAt: string; readonly position: bigint }>();
  for (const { type, data, stream, position } of decoded(recorded)) {
    if (type === 'kernel.TimerSet') setAt.set(`${stream} ${data.name}`, position);
    if (type !== 'kernel.TimerFired') continue;
    const set = setAt.get(`${stream} ${data.name}`);
    assert.ok(set !== undefined, `${data.name} of ${stream} fired without being set`);
    setAt.delete(`${stream} ${data.name}`);
    const before = last.get(stream);
    // One that was set after the other had fired may have been due before it.
    if (before !== undefined && set < before.position)
      assert.ok(before.dueAt <= data.dueAt, `${data.name} of ${stream}`);
    last.set(stream, { dueAt: data.dueAt, position });
  }
}
