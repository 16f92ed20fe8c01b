import type { z } from 'zod';
import type { RestoreGiftCode } from '../../schemas/billing/gift-code.commands.ts';
import type { GiftCodeRedeemed } from '../../schemas/billing/gift-code.events.ts';
import type { GrantCredit } from '../../schemas/billing/payer.commands.ts';
import type { CommandOf, EventOf } from '../../schemas/kernel/define.ts';
import { evolveBy } from '../kernel/decider.ts';
import type { Process, ProcessFeedback, ProcessRequest } from '../kernel/process.ts';
import { requestsOf } from '../kernel/requests.ts';
import type { WithoutTime } from '../kernel/requests.ts';

type Input = EventOf<typeof GiftCodeRedeemed>;
type Command = WithoutTime<CommandOf<typeof GrantCredit | typeof RestoreGiftCode>>;

/** Whose credit was asked for last. */
export interface GiftingState {
  readonly accountId: z.output<typeof GrantCredit.data>['accountId'] | null;
}

const same = (state: GiftingState): GiftingState => state;

/** Gives the credit of a code that was brought; where it cannot be given, the code is as if nobody had brought it. */
export const giftingProcess: Process<GiftingState, Input, never> = {
  category: 'gifting',
  inputs: ['billing.GiftCodeRedeemed', 'kernel.CommandRefused'],
  route: ({ data }) => data.giftCodeId,
  initial: { accountId: null },
  evolve: evolveBy<GiftingState, ProcessRequest | ProcessFeedback>({
    'kernel.CommandRequested': (state, { command }) =>
      command.type === 'GrantCredit' ? { accountId: command.data['accountId'] as GiftingState['accountId'] } : state,
    'kernel.CommandRefused': same,
    'kernel.TimerSet': same,
    'kernel.TimerCancelled': same,
    'kernel.TimerFired': same,
    'kernel.JobRequested': same,
    'kernel.JobStarted': same,
    'kernel.JobCompleted': same,
    'kernel.JobFailed': same,
  }),
  react: ({ event }, { accountId }, derive) => {
    if (event.type === 'billing.GiftCodeRedeemed') {
      const { giftCodeId, at: _, ...credit } = event.data;
      const data = { ...credit, cause: 'staff', why: 'A gift code' } as const;
      return [
        requestsOf<Command, never>('gifting', giftCodeId, derive).command('payer', credit.accountId, {
          type: 'GrantCredit',
          data,
        }),
      ];
    }
    if (event.type !== 'kernel.CommandRefused' || event.data.command !== 'GrantCredit' || accountId === null) return [];
    const { processId, code } = event.data;
    const giftCodeId = processId as Input['data']['giftCodeId'];
    return [
      requestsOf<Command, never>('gifting', processId, derive).command('giftcode', processId, {
        type: 'RestoreGiftCode',
        data: { giftCodeId, accountId, why: code },
      }),
    ];
  },
};
