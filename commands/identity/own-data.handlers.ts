import { consentDecider } from '../../domain/identity/consent.decider.ts';
import { exportDecider } from '../../domain/identity/export.decider.ts';
import { consentCommands } from '../../schemas/identity/consent.commands.ts';
import { exportCommands } from '../../schemas/identity/export.commands.ts';
import { handlersOf } from '../pipeline/context.ts';
import type { CommandHandler } from '../pipeline/context.ts';
import { only } from '../pipeline/policy.ts';
import { ownAccount } from './own-account.ts';

/** What people do with what is known of them. */
export const ownDataHandlers: readonly CommandHandler[] = [
  ...handlersOf(exportDecider, exportCommands, {
    RequestExport: ownAccount,
    RecordExport: only('process'),
    FailExport: only('process'),
    DeleteExport: (actor, command, state) => (actor.kind === 'process' ? undefined : ownAccount(actor, command, state)),
  }),
  ...handlersOf(consentDecider, consentCommands, { GiveConsent: ownAccount, WithdrawConsent: ownAccount }),
];
