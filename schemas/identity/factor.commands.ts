import { z } from 'zod';
import { defineCommand } from '../kernel/define.ts';
import {
  CodeUsed,
  FactorsReset,
  PasskeyAdded,
  PasskeyRemoved,
  PasskeyRenamed,
  PasskeyUsed,
  RecoveryCodesMade,
  RecoveryCodeUsed,
  TotpRemoved,
  TotpSet,
} from './factor.events.ts';

const factor = { category: 'factor', streamIdField: 'accountId' } as const;

export const SetTotp = defineCommand({
  ...factor,
  type: 'SetTotp',
  description: 'Give an account an authenticator app, after a right code, and recovery codes where it has none.',
  data: TotpSet.data.extend({ hashes: RecoveryCodesMade.data.shape.hashes }),
});
export const RemoveTotp = defineCommand({
  ...factor,
  type: 'RemoveTotp',
  description: 'Take the authenticator app from an account.',
  data: TotpRemoved.data,
});
export const MakeRecoveryCodes = defineCommand({
  ...factor,
  type: 'MakeRecoveryCodes',
  description: 'Give an account other recovery codes.',
  data: RecoveryCodesMade.data,
});
export const UseRecoveryCode = defineCommand({
  ...factor,
  type: 'UseRecoveryCode',
  description: 'Prove who you are by a recovery code.',
  data: RecoveryCodeUsed.data,
});
export const AddPasskey = defineCommand({
  ...factor,
  type: 'AddPasskey',
  description: 'Give an account a passkey, after its first proof.',
  data: PasskeyAdded.data.omit({ addedAt: true }),
});
export const RenamePasskey = defineCommand({
  ...factor,
  type: 'RenamePasskey',
  description: 'Give a passkey another name.',
  data: PasskeyRenamed.data,
});
export const UsePasskey = defineCommand({
  ...factor,
  type: 'UsePasskey',
  description: 'Write down that a passkey was used.',
  data: PasskeyUsed.data,
});
export const RemovePasskey = defineCommand({
  ...factor,
  type: 'RemovePasskey',
  description: 'Take a passkey from an account.',
  data: PasskeyRemoved.data.extend({
    isLastWay: z.boolean().optional().describe('whether nothing else lets its owner in'),
  }),
});
export const ResetFactors = defineCommand({
  ...factor,
  type: 'ResetFactors',
  description: 'Take from an account all that it has beside its password, for whoever lost it.',
  data: FactorsReset.data,
});
export const UseCode = defineCommand({
  category: 'code',
  streamIdField: 'accountId',
  type: 'UseCode',
  description: 'Prove who you are by a code of the authenticator app.',
  data: CodeUsed.data,
});

export const factorCommands = [
  SetTotp,
  RemoveTotp,
  MakeRecoveryCodes,
  UseRecoveryCode,
  AddPasskey,
  RenamePasskey,
  UsePasskey,
  RemovePasskey,
  ResetFactors,
] as const;
export const codeCommands = [UseCode] as const;
