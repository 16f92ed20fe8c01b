import { z } from 'zod';
import { defineCommand } from '../kernel/define.ts';
import { ConsentGiven } from './consent.events.ts';

const data = z.strictObject(ConsentGiven.data.omit({ decidedAt: true }).shape);

export const GiveConsent = defineCommand({
  category: 'consent',
  streamIdField: 'accountId',
  type: 'GiveConsent',
  description: 'Agree to a use of what is known of oneself.',
  data,
});
export const WithdrawConsent = defineCommand({
  category: 'consent',
  streamIdField: 'accountId',
  type: 'WithdrawConsent',
  description: 'Agree no longer.',
  data,
});

export const consentCommands = [GiveConsent, WithdrawConsent] as const;
