import { keyUseDecider } from '../../domain/identity/key-use.decider.ts';
import { serviceDecider } from '../../domain/identity/service.decider.ts';
import type { ServiceState } from '../../domain/identity/service.decider.ts';
import { isProgram } from '../../domain/kernel/permission-decision.ts';
import { keyUseCommands, serviceCommands } from '../../schemas/identity/service.commands.ts';
import { handlersOf } from '../pipeline/context.ts';
import type { CommandHandler } from '../pipeline/context.ts';
import { notAllowed, staffMay } from '../pipeline/policy.ts';
import type { AnyCommand, Policy } from '../pipeline/policy.ts';
import { upToOwn } from './own-permissions.ts';

const manages: Policy = staffMay('programs.manage', 'system');

const managesUpTo = upToOwn(manages);

const scopesOf = (state: ServiceState): readonly string[] => (state.status === 'none' ? [] : state.scopes);

const ownKey: Policy<AnyCommand & { readonly data: { readonly serviceId: string } }> = (actor, { data }) =>
  isProgram(actor) && actor.id === data.serviceId ? undefined : notAllowed('Only the program itself uses its keys.');

/** Programs that work here, and their keys. */
export const serviceHandlers: readonly CommandHandler[] = [
  ...handlersOf(serviceDecider, serviceCommands, {
    CreateServiceAccount: managesUpTo(({ data }) => data.scopes),
    ChangeServiceScopes: managesUpTo(({ data }) => data.scopes),
    // A key is all that its program may.
    MakeServiceKey: managesUpTo((_, state) => scopesOf(state)),
    RevokeServiceKey: manages,
    CloseServiceAccount: manages,
  }),
  ...handlersOf(keyUseDecider, keyUseCommands, { RecordKeyUse: ownKey }),
];
