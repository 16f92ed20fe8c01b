import { z } from 'zod';
import { defineEvent } from '../kernel/define.ts';
import { id } from '../kernel/id.ts';
import { INT32_MAX, plainText } from '../kernel/text.ts';
import { AccountId } from './ids.ts';
import { Currency } from './money.ts';

/** One code that gives credit. It derives from the code, which stands nowhere. */
export const GiftCodeId = id('GiftCodeId');
export type GiftCodeId = z.infer<typeof GiftCodeId>;

const gift = { version: 1, category: 'giftcode' } as const;
const who = { giftCodeId: GiftCodeId };
const at = z.iso.datetime();
const amount = {
  currency: Currency,
  amountMinor: z.int().min(1).max(INT32_MAX).describe('in the smallest unit of the currency'),
};
const redeemed = { ...who, accountId: AccountId, creditId: z.uuid(), ...amount, at };

export const GiftCodeMade = defineEvent({
  ...gift,
  type: 'billing.GiftCodeMade',
  description: 'There is a code that gives credit to whoever brings it first.',
  data: z.strictObject({
    ...who,
    ...amount,
    batchId: z.uuid().describe('what was made together'),
    label: plainText(100).min(1).describe('what it was made for'),
    ending: plainText(4).describe('its last letters, by which those who made it tell it from others'),
    validUntil: at.nullable().describe('exclusive; null: for good'),
  }),
});
export const GiftCodeRedeemed = defineEvent({
  ...gift,
  type: 'billing.GiftCodeRedeemed',
  description: 'Somebody brought a code that gives credit; it is used up, and the credit comes.',
  data: z.strictObject(redeemed),
});
export const GiftCodeRestored = defineEvent({
  ...gift,
  type: 'billing.GiftCodeRestored',
  description: 'The credit of a code could not be given, so the code is not used up.',
  data: z.strictObject({ ...who, accountId: AccountId, why: plainText(200), at }),
});
export const GiftCodeVoided = defineEvent({
  ...gift,
  type: 'billing.GiftCodeVoided',
  description: 'A code that nobody brought gives no credit any more.',
  data: z.strictObject({ ...who, why: plainText(500), at }),
});

export const giftCodeEvents = [GiftCodeMade, GiftCodeRedeemed, GiftCodeRestored, GiftCodeVoided] as const;
