import type { PurchaseState } from './purchase.queries.ts';
import { timeLeft } from './time-left.ts';
import { useNow } from './use-now.ts';

/** How long what was rented or bought is theirs, in a few words. */
export function HowLong({ purchase }: { purchase: PurchaseState }) {
  const { model, status, until, startedAt } = purchase;
  const counts = status === 'YOURS' ? until : null;
  const now = useNow(counts);
  if (status === 'PAYING') return <>The payment is on its way</>;
  if (status === 'CONFIRM') return <>Your bank wants you to confirm the payment</>;
  if (status === 'REFUNDING') return <>The money is on its way back</>;
  if (status === 'REFUNDED') return <>Given back</>;
  if (status === 'REVOKED') return <>Taken away</>;
  if (status === 'EXPIRED') return <>Rental over</>;
  if (status !== 'YOURS') return <>Not paid</>;
  if (model === 'BUY' || until === null) return <>Bought: yours for good</>;
  const left = timeLeft(until, now);
  if (left === undefined) return <>Rental over</>;
  return startedAt === null ? <>Rented: {left} to begin</> : <>Rented: {left} left</>;
}
