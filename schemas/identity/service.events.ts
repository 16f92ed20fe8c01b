import { z } from 'zod';
import { defineEvent } from '../kernel/define.ts';
import { plainText } from '../kernel/text.ts';
import { ServiceId, ServiceKeyId } from './ids.ts';

const service = { serviceId: ServiceId };
const key = { ...service, keyId: ServiceKeyId };

/** The name of a permission, as the table of permissions has it. */
export const PermissionName = z
  .string()
  .regex(/^[a-z][a-z-]*(\.[a-z][a-z-]*)?$/)
  .max(60);

/** What somebody or something may do here. */
export const PermissionNames = z.array(PermissionName).max(50);

/** What is kept of a key: never the key itself. */
export const KeyKept = z.strictObject({
  prefix: z
    .string()
    .regex(/^[0-9A-Za-z]{10}$/)
    .describe('the part of the key that is shown, so that people know which one it is'),
  hash: z
    .string()
    .regex(/^[0-9a-f]{64}$/)
    .describe('SHA-256 of the whole key in hex; the key holds 256 random bits'),
  expiresAt: z.iso.datetime(),
});

export const ServiceAccountCreated = defineEvent({
  type: 'identity.ServiceAccountCreated',
  version: 1,
  category: 'service',
  description: 'A program may work here.',
  data: z.strictObject({
    ...service,
    name: plainText(80).describe('what it is for; nothing personal'),
    scopes: PermissionNames.describe('what it may do'),
  }),
});

export const ServiceScopesChanged = defineEvent({
  type: 'identity.ServiceScopesChanged',
  version: 1,
  category: 'service',
  description: 'A program may do other things from now on.',
  data: z.strictObject({ ...service, scopes: PermissionNames }),
});

export const ServiceKeyMade = defineEvent({
  type: 'identity.ServiceKeyMade',
  version: 1,
  category: 'service',
  description: 'A program got a key.',
  data: z.strictObject({ ...key, ...KeyKept.shape }),
});

export const ServiceKeyRevoked = defineEvent({
  type: 'identity.ServiceKeyRevoked',
  version: 1,
  category: 'service',
  description: 'A key of a program ends before its time.',
  data: z.strictObject({
    ...key,
    endsAt: z.iso.datetime().describe('at once, or later when another key takes its place'),
  }),
});

export const ServiceAccountClosed = defineEvent({
  type: 'identity.ServiceAccountClosed',
  version: 1,
  category: 'service',
  description: 'A program may work here no longer; all of its keys have ended.',
  data: z.strictObject({ ...service }),
});

export const ServiceKeyUsed = defineEvent({
  type: 'identity.ServiceKeyUsed',
  version: 1,
  category: 'keyuse',
  description: 'A key of a program was used, for the first time in an hour.',
  telemetry: true,
  data: z.strictObject({ ...key }),
});

export const serviceEvents = [
  ServiceAccountCreated,
  ServiceScopesChanged,
  ServiceKeyMade,
  ServiceKeyRevoked,
  ServiceAccountClosed,
] as const;

export const keyUseEvents = [ServiceKeyUsed] as const;
