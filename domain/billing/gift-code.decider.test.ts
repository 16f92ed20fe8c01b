import { describe, it } from 'node:test';
import type { GiftCodeId } from '../../schemas/billing/gift-code.events.ts';
import { given } from '../testing/given.ts';
import { giftCodeDecider } from './gift-code.decider.ts';
import type { GiftCodeEvent } from './gift-code.decider.ts';
import { accountId, at } from './samples.ts';

const giftCodeId = '00000000-0000-4000-8000-0000000000d1' as GiftCodeId;
const creditId = '00000000-0000-4000-8000-0000000000d3';
const other = accountId.replace('a1', 'a9') as typeof accountId;
const amount = { currency: 'EUR', amountMinor: 2000 };
const validUntil = '2026-02-01T00:00:00.000Z';
const code = { giftCodeId, ...amount, batchId: creditId, label: 'Winter', ending: '7K2P', validUntil };
const made = { type: 'billing.GiftCodeMade', data: code } as const satisfies GiftCodeEvent;
const redeem = (by = accountId, when = at) =>
  ({ type: 'RedeemGiftCode', data: { giftCodeId, accountId: by, creditId }, at: when }) as const;
const redeemed: GiftCodeEvent = {
  type: 'billing.GiftCodeRedeemed',
  data: { giftCodeId, accountId, creditId, ...amount, at },
};
const restore = { type: 'RestoreGiftCode', data: { giftCodeId, accountId, why: 'credit.too-large' } } as const;
const restored: GiftCodeEvent = { type: 'billing.GiftCodeRestored', data: { ...restore.data, at } };
const avoid = { type: 'VoidGiftCode', data: { giftCodeId, why: 'Printed twice.' } } as const;
const isVoid: GiftCodeEvent = { type: 'billing.GiftCodeVoided', data: { ...avoid.data, at } };

describe('a gift code', () => {
  it('is made once, in a currency that is sold in', () => {
    given(giftCodeDecider).when({ type: 'MakeGiftCode', data: code }).thenEvents(made);
    given(giftCodeDecider, made).when({ type: 'MakeGiftCode', data: code }).thenEvents();
    const elsewhere = { ...code, batchId: giftCodeId };
    given(giftCodeDecider, made).when({ type: 'MakeGiftCode', data: elsewhere }).thenRefused('gift-code.exists');
    const foreign = { ...code, currency: 'XXX' };
    given(giftCodeDecider).when({ type: 'MakeGiftCode', data: foreign }).thenRefused('price.currency');
  });
  it('is used once, and whoever else brings it learns nothing', () => {
    given(giftCodeDecider, made).when(redeem()).thenEvents(redeemed);
    given(giftCodeDecider, made, redeemed).when(redeem()).thenEvents();
    for (const history of [[], [made, redeemed], [made, isVoid]])
      given(giftCodeDecider, ...history)
        .when(redeem(other))
        .thenRefused('gift-code.unknown');
    given(giftCodeDecider, made).when(redeem(accountId, validUntil)).thenRefused('gift-code.unknown');
  });
  it('is good again when its credit could not be given', () => {
    given(giftCodeDecider, made, redeemed).when(restore).thenEvents(restored);
    given(giftCodeDecider, made).when(restore).thenEvents();
    given(giftCodeDecider, made, redeemed, restored).when(redeem()).thenEvents(redeemed);
  });
  it('is made void while nobody has used it', () => {
    given(giftCodeDecider, made).when(avoid).thenEvents(isVoid);
    given(giftCodeDecider, made, redeemed).when(avoid).thenRefused('gift-code.redeemed');
  });
});
