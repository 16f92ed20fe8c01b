import { z } from 'zod';
import { defineCommand } from '../kernel/define.ts';
import { AdministrationGivenUp } from './administration.events.ts';

const { accountId, term } = AdministrationGivenUp.data.shape;

export const GiveUpAdministration = defineCommand({
  category: 'administration',
  type: 'GiveUpAdministration',
  description: 'Let somebody be administrator no longer, if another one is.',
  data: AdministrationGivenUp.data.extend({
    others: z
      .array(z.strictObject({ accountId, term }))
      .max(20)
      .describe('others who were administrators when this was asked for, with a proved address'),
  }),
});

export const administrationCommands = [GiveUpAdministration] as const;
