import { z } from 'zod';
import { defineEvent } from '../kernel/define.ts';
import { AccountId, AdministrationId } from './ids.ts';

/** Names one time that somebody was administrator, from being given the role to losing it: the command that gave it. */
export const AdministrationTerm = z.uuid().describe('the command that gave the role admin');

export const AdministrationGivenUp = defineEvent({
  type: 'identity.AdministrationGivenUp',
  version: 1,
  category: 'administration',
  description: 'Somebody is administrator no longer, and another one is; their role is taken after this.',
  data: z.strictObject({
    administrationId: AdministrationId,
    accountId: AccountId,
    term: AdministrationTerm,
    reason: z.enum(['revoked', 'leaving']).describe('`leaving`: they asked to be forgotten'),
  }),
});

export const administrationEvents = [AdministrationGivenUp] as const;
