import { defineCommand } from '../kernel/define.ts';
import { AccountSuspended, SuspensionLifted } from './suspension.events.ts';

const suspension = { category: 'suspension', streamIdField: 'accountId' } as const;

export const SuspendAccount = defineCommand({
  ...suspension,
  type: 'SuspendAccount',
  description: 'Let an account play nothing for now.',
  data: AccountSuspended.data,
});
export const LiftSuspension = defineCommand({
  ...suspension,
  type: 'LiftSuspension',
  description: 'Let a suspended account play films again.',
  data: SuspensionLifted.data,
});

export const suspensionCommands = [SuspendAccount, LiftSuspension] as const;
