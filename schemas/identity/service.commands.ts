import { z } from 'zod';
import { defineCommand } from '../kernel/define.ts';
import { ServiceKeyId } from './ids.ts';
import {
  KeyKept,
  ServiceAccountClosed,
  ServiceAccountCreated,
  ServiceKeyMade,
  ServiceKeyRevoked,
  ServiceKeyUsed,
  ServiceScopesChanged,
} from './service.events.ts';

const service = { category: 'service' } as const;

export const CreateServiceAccount = defineCommand({
  ...service,
  type: 'CreateServiceAccount',
  description: 'Let a program work here, with its first key.',
  data: ServiceAccountCreated.data.extend({ key: KeyKept.extend({ keyId: ServiceKeyId }) }),
});
export const ChangeServiceScopes = defineCommand({
  ...service,
  type: 'ChangeServiceScopes',
  description: 'Say what a program may do.',
  data: ServiceScopesChanged.data,
});
export const MakeServiceKey = defineCommand({
  ...service,
  type: 'MakeServiceKey',
  description: 'Give a program another key; the one that it takes the place of ends later.',
  data: ServiceKeyMade.data.extend({
    replaces: z.strictObject({ keyId: ServiceKeyId, endsAt: z.iso.datetime() }).optional(),
  }),
});
export const RevokeServiceKey = defineCommand({
  ...service,
  type: 'RevokeServiceKey',
  description: 'End a key of a program at once.',
  data: ServiceKeyRevoked.data.omit({ endsAt: true }),
});
export const CloseServiceAccount = defineCommand({
  ...service,
  type: 'CloseServiceAccount',
  description: 'Let a program work here no longer.',
  data: ServiceAccountClosed.data,
});

export const serviceCommands = [
  CreateServiceAccount,
  ChangeServiceScopes,
  MakeServiceKey,
  RevokeServiceKey,
  CloseServiceAccount,
] as const;

export const RecordKeyUse = defineCommand({
  category: 'keyuse',
  streamIdField: 'keyId',
  type: 'RecordKeyUse',
  description: 'Write down that a key was used; once an hour is enough.',
  data: ServiceKeyUsed.data,
});

export const keyUseCommands = [RecordKeyUse] as const;
