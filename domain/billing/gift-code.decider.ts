import type { giftCodeCommands } from '../../schemas/billing/gift-code.commands.ts';
import type { giftCodeEvents } from '../../schemas/billing/gift-code.events.ts';
import type { CommandOf, EventOf } from '../../schemas/kernel/define.ts';
import { accepted, decideBy, evolveBy, refuse } from '../kernel/decider.ts';
import type { Decider, Rejection } from '../kernel/decider.ts';
import { sellableCurrency } from './currency-decision.ts';

export type GiftCodeEvent = EventOf<(typeof giftCodeEvents)[number]>;
export type GiftCodeCommand = CommandOf<(typeof giftCodeCommands)[number]>;
type Made = Extract<GiftCodeEvent, { readonly type: 'billing.GiftCodeMade' }>['data'];

export type GiftCodeState =
  | { readonly status: 'none' }
  | {
      readonly status: 'open' | 'redeemed' | 'void';
      readonly code: Made;
      /** Whose credit it became, by which grant; null: nobody's. */
      readonly by: { readonly accountId: string; readonly creditId: string } | null;
    };

/** The same for a code that there is not, that was used, that is void and that has ended: who guesses learns nothing. */
const notGood = () =>
  refuse(
    'gift-code.unknown',
    'This code gives nothing: it is mistyped, was used before, or has ended. Look at it again.',
  );

/** A code that gives credit, once: this stream lets one win of all who bring it at the same moment. */
export const giftCodeDecider: Decider<GiftCodeState, GiftCodeCommand, GiftCodeEvent> = {
  category: 'giftcode',
  initial: { status: 'none' },
  evolve: evolveBy<GiftCodeState, GiftCodeEvent>({
    'billing.GiftCodeMade': (_, code) => ({ status: 'open', code, by: null }),
    'billing.GiftCodeRedeemed': (state, { accountId, creditId }) =>
      state.status === 'none' ? state : { ...state, status: 'redeemed', by: { accountId, creditId } },
    'billing.GiftCodeRestored': (state) => (state.status === 'none' ? state : { ...state, status: 'open', by: null }),
    'billing.GiftCodeVoided': (state) => (state.status === 'none' ? state : { ...state, status: 'void' }),
  }),
  decide: decideBy<GiftCodeState, GiftCodeCommand, GiftCodeEvent, Rejection>({
    MakeGiftCode(state, data, at) {
      if (state.status !== 'none')
        return state.code.batchId === data.batchId
          ? accepted()
          : refuse('gift-code.exists', 'There is such a code already; make another one.');
      if (!sellableCurrency(data.currency))
        return refuse('price.currency', `Nothing is sold in ${data.currency}; choose a currency of the list.`);
      if (data.validUntil !== null && Date.parse(data.validUntil) <= Date.parse(at))
        return refuse('gift-code.over', 'It would have ended before it begins; choose a later day.');
      return accepted<GiftCodeEvent>({ type: 'billing.GiftCodeMade', data });
    },
    RedeemGiftCode(state, { giftCodeId, accountId, creditId }, at) {
      if (state.status === 'none') return notGood();
      if (state.status === 'redeemed' && state.by?.accountId === accountId) return accepted();
      const { validUntil, currency, amountMinor } = state.code;
      if (state.status !== 'open' || (validUntil !== null && Date.parse(validUntil) <= Date.parse(at)))
        return notGood();
      return accepted<GiftCodeEvent>({
        type: 'billing.GiftCodeRedeemed',
        data: { giftCodeId, accountId, creditId, currency, amountMinor, at },
      });
    },
    RestoreGiftCode: (state, { accountId, ...data }, at) =>
      state.status === 'redeemed' && state.by?.accountId === accountId
        ? accepted<GiftCodeEvent>({ type: 'billing.GiftCodeRestored', data: { ...data, accountId, at } })
        : accepted(),
    VoidGiftCode(state, data, at) {
      if (state.status === 'none') return refuse('gift-code.unknown', 'There is no such code.');
      if (state.status === 'void') return accepted();
      return state.status === 'redeemed'
        ? refuse('gift-code.redeemed', 'Somebody has used this code; its credit is theirs.')
        : accepted<GiftCodeEvent>({ type: 'billing.GiftCodeVoided', data: { ...data, at } });
    },
  }),
};
