import { creditNow, giftOfCode } from '../../commands/billing/credit-now.ts';
import type { GiftCodeRow } from '../../projections/billing/gift-codes.rows.ts';
import { MakeGiftCode, RedeemGiftCode, VoidGiftCode } from '../../schemas/billing/gift-code.commands.ts';
import { uuid5 } from '../../schemas/kernel/uuid5.ts';
import type { MutationResolvers, QueryResolvers } from '../generated/resolvers.ts';
import { refuse, runCommand } from '../graphql/command.ts';
import { connectionOf, isId, pageOf } from '../graphql/connection.ts';
import type { MutationFields, QueryFields, ResolverModule } from '../graphql/resolver.ts';
import { accountActor } from '../http/identity.ts';
import { SIGNED_OUT } from '../identity/account-password.ts';
import { attempt, limitingChanges, tooMany } from '../identity/account-limits.ts';
import { stepUp } from '../identity/step-up.ts';
import { giftCodeIdOf, giftCodeOf, readGiftCode } from './gift-code.ts';
import { money } from './money.view.ts';

/** So many codes at once. */
const MOST = 100;
const NOT_GOOD = refuse(
  'NotFound',
  'gift-code.unknown',
  'This code gives nothing: it is mistyped, was used before, or has ended. Look at it again.',
  'code',
).refusal;

const show = (row: GiftCodeRow, nowMs: number) => {
  const { giftCodeId: id, batchId, label, ending, validUntil, accountId, changedAt } = row;
  const isOver = row.status === 'open' && validUntil !== null && Date.parse(validUntil) <= nowMs;
  const status = { open: 'OPEN', redeemed: 'REDEEMED', void: 'VOID' } as const;
  return {
    ...{ id, batchId, label, ending, validUntil, accountId, changedAt },
    amount: money(row.amountMinor, row.currency),
    status: isOver ? ('OVER' as const) : status[row.status],
  };
};

/** Codes that give credit: made by those who may give money away, brought by anybody who has one. */
export const giftCodeResolvers: ResolverModule = limitingChanges({
  Query: {
    myCredit: {
      reads: [],
      async resolve(_parent, _args, { caller, ports }) {
        if (caller.account === undefined) return [];
        const credit = await creditNow(ports.log, caller.account.accountId);
        return credit.map(({ amountMinor, currency }) => money(amountMinor, currency));
      },
    },
    giftCodes: {
      reads: ['gift_codes'],
      forEverybody: true,
      async resolve(_parent, args, { ports }) {
        const nowMs = ports.now();
        return connectionOf(await ports.queries.giftCodes.page(pageOf(args)), (row) => show(row, nowMs));
      },
    },
  } satisfies QueryFields<QueryResolvers, 'myCredit' | 'giftCodes'>,
  Mutation: {
    async redeemGiftCode(_parent, { commandId, code }, context) {
      const { account, profileId } = context.caller;
      if (account === undefined) return SIGNED_OUT;
      const { accountId } = account;
      // Counted before it is looked at: of many at once none slips through. What was good is given back.
      const [own, here] = [
        await attempt(context, 'giftCodes', accountId),
        await attempt(context, 'giftCodesFrom', context.address),
      ];
      if (!own.allowed) return tooMany(own.retryAfterMs);
      if (!here.allowed) {
        await own.giveBack();
        return tooMany(here.retryAfterMs);
      }
      const letters = readGiftCode(code);
      if (letters === undefined) return NOT_GOOD;
      const giftCodeId = giftCodeIdOf(letters);
      const answer = await runCommand(context, {
        commandId,
        definition: RedeemGiftCode,
        streamId: giftCodeId,
        data: { giftCodeId, accountId, creditId: uuid5(giftCodeId, accountId) },
        actor: accountActor(account, profileId),
      });
      if (!answer.done) return answer.refusal;
      await Promise.all([own.giveBack(), here.giveBack()]);
      const gift = await giftOfCode(context.ports.log, giftCodeId);
      if (gift === undefined) return NOT_GOOD;
      const amount = money(gift.amountMinor, gift.currency);
      return { __typename: 'GiftCodeRedeemed' as const, amount, token: answer.token };
    },
    async makeGiftCodes(_parent, { commandId, count, amountMinor, currency, label, validUntil }, context) {
      const refusal = await stepUp(context);
      if (refusal !== undefined) return refusal;
      if (!isId(commandId))
        return refuse('InvalidInput', 'command.bad-id', '`commandId` must be a UUID in lower case.', 'commandId')
          .refusal;
      if (count < 1 || count > MOST)
        return refuse('InvalidInput', 'input.invalid', `Make 1 to ${MOST} codes at once.`, 'count').refusal;
      const codes = Array.from({ length: count }, (_, nth) => giftCodeOf(context.ports.keyring, commandId, nth));
      let token = '0';
      for (const [nth, code] of codes.entries()) {
        const giftCodeId = giftCodeIdOf(readGiftCode(code) ?? '');
        const answer = await runCommand(context, {
          commandId: uuid5(commandId, `gift-code/${nth}`),
          definition: MakeGiftCode,
          streamId: giftCodeId,
          data: {
            ...{ giftCodeId, amountMinor, currency, label, batchId: commandId },
            ending: code.slice(-4),
            validUntil: validUntil ?? null,
          },
        });
        if (!answer.done) return answer.refusal;
        if (answer.token !== '0') token = answer.token;
      }
      return { __typename: 'GiftCodesMade' as const, codes, token };
    },
    async voidGiftCode(_parent, { commandId, giftCodeId, why }, context) {
      const refusal = await stepUp(context);
      if (refusal !== undefined) return refusal;
      if (!isId(giftCodeId)) return refuse('NotFound', 'gift-code.unknown', 'There is no such code.').refusal;
      const answer = await runCommand(context, {
        commandId,
        definition: VoidGiftCode,
        streamId: giftCodeId,
        data: { giftCodeId, why },
      });
      return answer.done ? { __typename: 'GiftCodeVoided' as const, giftCodeId, token: answer.token } : answer.refusal;
    },
  } satisfies MutationFields<MutationResolvers, 'redeemGiftCode' | 'makeGiftCodes' | 'voidGiftCode'>,
});
