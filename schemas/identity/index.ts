import type { SchemaContext } from '../kernel/context.ts';
import { accountCommands } from './account.commands.ts';
import { accountEvents } from './account.events.ts';
import { administrationCommands } from './administration.commands.ts';
import { administrationEvents } from './administration.events.ts';
import { deviceCommands } from './device.commands.ts';
import { deviceEvents } from './device.events.ts';
import { consentCommands } from './consent.commands.ts';
import { consentEvents } from './consent.events.ts';
import { erasureEvents } from './erasure.events.ts';
import { exportCommands } from './export.commands.ts';
import { exportEvents } from './export.events.ts';
import { codeCommands, factorCommands } from './factor.commands.ts';
import { codeEvents, factorEvents } from './factor.events.ts';
import { identityJobs } from './jobs.ts';
import { pairingCommands } from './pairing.commands.ts';
import { pairingEvents } from './pairing.events.ts';
import { profileCommands } from './profile.commands.ts';
import { profileEvents } from './profile.events.ts';
import { readingCommands } from './reading.commands.ts';
import { readingEvents } from './reading.events.ts';
import { roleCommands } from './role.commands.ts';
import { roleEvents } from './role.events.ts';
import { keyUseCommands, serviceCommands } from './service.commands.ts';
import { keyUseEvents, serviceEvents } from './service.events.ts';
import { seeAsCommands } from './see-as.commands.ts';
import { seeAsEvents } from './see-as.events.ts';
import { signInCommands } from './sign-in.commands.ts';
import { signInEvents } from './sign-in.events.ts';
import { suspensionCommands } from './suspension.commands.ts';
import { suspensionEvents } from './suspension.events.ts';

/** Who people are: accounts, sign-ins and the profiles of a household. */
export const identity = {
  name: 'identity',
  events: [
    ...accountEvents,
    ...signInEvents,
    ...profileEvents,
    ...deviceEvents,
    ...readingEvents,
    ...seeAsEvents,
    ...suspensionEvents,
    ...serviceEvents,
    ...keyUseEvents,
    ...roleEvents,
    ...administrationEvents,
    ...pairingEvents,
    ...exportEvents,
    ...erasureEvents,
    ...consentEvents,
    ...factorEvents,
    ...codeEvents,
  ],
  commands: [
    ...accountCommands,
    ...signInCommands,
    ...profileCommands,
    ...deviceCommands,
    ...readingCommands,
    ...seeAsCommands,
    ...suspensionCommands,
    ...serviceCommands,
    ...keyUseCommands,
    ...roleCommands,
    ...administrationCommands,
    ...pairingCommands,
    ...exportCommands,
    ...consentCommands,
    ...factorCommands,
    ...codeCommands,
  ],
  jobs: identityJobs,
  processes: ['mailing', 'erasure', 'exporting'],
  // Anybody may register, as often as they like.
  viewers: [
    'account',
    'signin',
    'profile',
    'device',
    'pairing',
    'factor',
    'code',
    'mailing',
    'erasure',
    'export',
    'exporting',
    'consent',
  ],
} as const satisfies SchemaContext;
