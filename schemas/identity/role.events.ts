import { z } from 'zod';
import { defineEvent } from '../kernel/define.ts';
import { plainText } from '../kernel/text.ts';
import { RoleId } from './ids.ts';
import { PermissionNames } from './service.events.ts';

const role = { roleId: RoleId };
const said = { name: plainText(40).describe('nothing personal'), permissions: PermissionNames };

export const RoleDefined = defineEvent({
  type: 'identity.RoleDefined',
  version: 1,
  category: 'role',
  description: 'There is another role that people who work here can have.',
  data: z.strictObject({ ...role, ...said }),
});

export const RoleChanged = defineEvent({
  type: 'identity.RoleChanged',
  version: 1,
  category: 'role',
  description: 'A role of this installation has another name, or permits something else.',
  data: z.strictObject({ ...role, ...said }),
});

export const RoleRetired = defineEvent({
  type: 'identity.RoleRetired',
  version: 1,
  category: 'role',
  description: 'A role of this installation permits nothing any more, and nobody gets it.',
  data: z.strictObject({ ...role }),
});

export const roleEvents = [RoleDefined, RoleChanged, RoleRetired] as const;
