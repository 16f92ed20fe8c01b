import { z } from 'zod';
import { defineCommand } from '../kernel/define.ts';
import { TitlePriceSet, TitlePriceWithdrawn } from './title-price.events.ts';

const offer = { category: 'offer', streamIdField: 'titleId' } as const;

export const SetTitlePrice = defineCommand({
  ...offer,
  type: 'SetTitlePrice',
  description: 'Let a title be rented or bought in a territory from an instant on.',
  data: TitlePriceSet.data.extend({
    from: z.iso.datetime().nullable().describe('null: from now on; never in the past'),
  }),
});
export const WithdrawTitlePrice = defineCommand({
  ...offer,
  type: 'WithdrawTitlePrice',
  description: 'Ask a price of a title no longer, from now on.',
  data: TitlePriceWithdrawn.data.omit({ at: true }),
});

export const titlePriceCommands = [SetTitlePrice, WithdrawTitlePrice] as const;
