import { z } from 'zod';
import { defineEvent } from '../kernel/define.ts';
import { AccountId } from './ids.ts';

const suspension = { version: 1, category: 'suspension' } as const;

/** Why somebody may watch nothing for now. Not a free text: it is about a person, and stays. */
export const SuspensionReason = z.enum(['terms', 'suspicious', 'chargeback', 'law']);
export type SuspensionReason = z.infer<typeof SuspensionReason>;

export const AccountSuspended = defineEvent({
  ...suspension,
  type: 'identity.AccountSuspended',
  description:
    'Somebody who works here took from an account that it plays films; they sign in, pay, export and leave as before.',
  data: z.strictObject({ accountId: AccountId, reason: SuspensionReason }),
});

export const SuspensionLifted = defineEvent({
  ...suspension,
  type: 'identity.SuspensionLifted',
  description: 'A suspended account plays films again.',
  data: z.strictObject({ accountId: AccountId }),
});

export const suspensionEvents = [AccountSuspended, SuspensionLifted] as const;
