import { PaymentsUnavailable } from '../payments.ts';
import type { ChargeOutcome, NewCharge, Payments, RefundOutcome } from '../payments.ts';
import { memoryTill } from './memory-till.ts';
import type { MemoryTill } from './memory-till.ts';

/** What a charge comes to; `at` and refs are made here. */
export type Verdict = 'succeeded' | 'soft' | 'hard' | 'action-needed' | 'pending';

/** A payment provider in memory: one key is one charge, whatever becomes of its answer. */
export interface MemoryPayments extends Payments, Omit<MemoryTill, keyof Payments> {
  /** Charges that took money, by payment. */
  readonly taken: ReadonlyMap<string, NewCharge>;
  /** Money that went back, by refund. */
  readonly returned: ReadonlyMap<string, { readonly paymentRef: string; readonly amountMinor: number }>;
  /** What becomes of a payment that waits: its customer confirmed it, or did not. */
  resolve(paymentRef: string, verdict: 'succeeded' | 'hard'): void;
  /** So many next answers are lost after what was asked for was done. */
  loseAnswers(count: number): void;
}

/** @param judge what becomes of a charge, by its key */
export function createMemoryPayments(
  judge: (charge: NewCharge, key: string) => Verdict = () => 'succeeded',
): MemoryPayments {
  const byKey = new Map<string, string>();
  const charges = new Map<string, NewCharge>();
  const verdicts = new Map<string, Verdict>();
  const refunds = new Map<string, { readonly paymentRef: string; readonly amountMinor: number }>();
  const taken = new Map<string, NewCharge>();
  let lost = 0;
  const answer = <T>(value: T): T => {
    if (lost === 0) return value;
    lost -= 1;
    throw new PaymentsUnavailable('the answer was lost');
  };
  const decide = (paymentRef: string, verdict: Verdict): void => {
    verdicts.set(paymentRef, verdict);
    const charge = charges.get(paymentRef);
    if (verdict === 'succeeded' && charge !== undefined) taken.set(paymentRef, charge);
  };
  const outcomeOf = (paymentRef: string): ChargeOutcome => {
    const verdict = verdicts.get(paymentRef) ?? 'hard';
    if (verdict === 'succeeded') return { kind: 'succeeded', paymentRef, at: '2026-01-02T03:04:05.000Z' };
    if (verdict === 'pending') return { kind: 'pending', paymentRef };
    if (verdict === 'action-needed') return { kind: 'action-needed', paymentRef, url: 'https://example.org/confirm' };
    const soft = verdict === 'soft';
    return { kind: 'failed', paymentRef, code: soft ? 'insufficient_funds' : 'stolen_card', soft };
  };
  return {
    ...memoryTill(),
    isSandbox: true,
    readWebhook: () => ({ kind: 'refused', why: 'unreadable' }),
    taken,
    returned: refunds,
    resolve: decide,
    loseAnswers: (count) => {
      lost = count;
    },
    async charge(charge, key) {
      const known = byKey.get(key) ?? `pi_${byKey.size + 1}`;
      if (!byKey.has(key)) {
        byKey.set(key, known);
        charges.set(known, charge);
        decide(known, judge(charge, key));
      }
      return answer(outcomeOf(known));
    },
    async payment(paymentRef) {
      const charge = charges.get(paymentRef);
      return answer(charge && { ...charge, outcome: outcomeOf(paymentRef) });
    },
    async refund(refund, key) {
      const refundRef = byKey.get(key) ?? `re_${byKey.size + 1}`;
      byKey.set(key, refundRef);
      refunds.set(refundRef, refund);
      return answer<RefundOutcome>({ kind: 'refunded', refundRef });
    },
    async refundState(refundRef) {
      return answer(refunds.has(refundRef) ? ({ kind: 'refunded', refundRef } as const) : undefined);
    },
  };
}
