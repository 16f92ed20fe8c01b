import { z } from 'zod';
import { defineCommand } from '../kernel/define.ts';
import { plainText } from '../kernel/text.ts';
import { GiftCodeMade, GiftCodeRedeemed, GiftCodeRestored, GiftCodeVoided } from './gift-code.events.ts';

const gift = { category: 'giftcode', streamIdField: 'giftCodeId' } as const;

export const MakeGiftCode = defineCommand({
  ...gift,
  type: 'MakeGiftCode',
  description: 'Make a code that gives credit.',
  data: GiftCodeMade.data,
});
export const RedeemGiftCode = defineCommand({
  ...gift,
  type: 'RedeemGiftCode',
  description: 'Bring a code that gives credit.',
  data: GiftCodeRedeemed.data.pick({ giftCodeId: true, accountId: true, creditId: true }),
});
export const RestoreGiftCode = defineCommand({
  ...gift,
  type: 'RestoreGiftCode',
  description: 'Write down that the credit of a code could not be given.',
  data: GiftCodeRestored.data.omit({ at: true }),
});
export const VoidGiftCode = defineCommand({
  ...gift,
  type: 'VoidGiftCode',
  description: 'Let a code give no credit any more.',
  data: z.strictObject({ giftCodeId: GiftCodeVoided.data.shape.giftCodeId, why: plainText(500).min(1) }),
});

export const giftCodeCommands = [MakeGiftCode, RedeemGiftCode, RestoreGiftCode, VoidGiftCode] as const;
