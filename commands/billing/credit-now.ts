import { giftCodeDecider } from '../../domain/billing/gift-code.decider.ts';
import type { EventLog } from '../../ports/event-log.ts';
import { language } from '../../schemas/language.ts';
import { loadState } from '../pipeline/load.ts';
import { payerNow } from './payer-now.ts';

/** An amount in the smallest unit of its currency (ISO 4217). */
interface Amount {
  readonly amountMinor: number;
  readonly currency: string;
}

/** What is credited to an account now, by currency; what is put aside for an invoice is not among it. @throws LogUnavailable */
export async function creditNow(log: EventLog, accountId: string): Promise<readonly Amount[]> {
  const { credit } = await payerNow(log, accountId);
  return [...credit].flatMap(([currency, amountMinor]) => (amountMinor > 0 ? [{ currency, amountMinor }] : []));
}

/** What a code gives, whether or not it was used; undefined: there is none. @throws LogUnavailable */
export async function giftOfCode(log: EventLog, giftCodeId: string): Promise<Amount | undefined> {
  const { state } = await loadState({ log, language }, giftCodeDecider, giftCodeId);
  return state.status === 'none' ? undefined : state.code;
}
