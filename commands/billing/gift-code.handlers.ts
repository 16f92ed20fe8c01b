import { giftCodeDecider } from '../../domain/billing/gift-code.decider.ts';
import { giftCodeCommands } from '../../schemas/billing/gift-code.commands.ts';
import { ownAccount } from '../identity/own-account.ts';
import { handlersOf } from '../pipeline/context.ts';
import type { CommandHandler } from '../pipeline/context.ts';
import { only, staffMay } from '../pipeline/policy.ts';

/** Codes that give credit: people who may give money away make them, anybody who has one brings it. */
export const giftCodeHandlers: readonly CommandHandler[] = handlersOf(giftCodeDecider, giftCodeCommands, {
  MakeGiftCode: staffMay('billing.refund'),
  RedeemGiftCode: ownAccount,
  RestoreGiftCode: only('process'),
  VoidGiftCode: staffMay('billing.refund'),
});
