import { LRUCache } from 'lru-cache';
import { DeleteExport, RequestExport } from '../../schemas/identity/export.commands.ts';
import { JobProgressSignal } from '../../schemas/kernel/job.messages.ts';
import { uuid5 } from '../../schemas/kernel/uuid5.ts';
import type { ExportStatus, MutationResolvers, QueryResolvers } from '../generated/resolvers.ts';
import { refuse, runCommand } from '../graphql/command.ts';
import { isId } from '../graphql/connection.ts';
import type { GatewayServices } from '../graphql/context-module.ts';
import type { MutationFields, QueryFields, ResolverModule } from '../graphql/resolver.ts';
import { accountActor } from '../http/identity.ts';
import { perGateway } from '../per-gateway.ts';
import { attempt } from './account-limits.ts';
import { accountNow } from '../../commands/identity/account-now.ts';
import { SIGNED_OUT } from './account-password.ts';
import { BAD_COMMAND } from './account.view.ts';
import { stepUp } from './step-up.ts';

const NOT_FOUND = refuse('NotFound', 'export.unknown', 'There is no such copy of your data.').refusal;
const TOO_MANY = refuse(
  'CommandRefused',
  'export.too-many',
  'You asked for several copies today already. Use one of them, or come back tomorrow.',
).refusal;

const MAKING = refuse(
  'CommandRefused',
  'export.making',
  'A copy is being made already. A message tells you when it is ready.',
).refusal;

/** How far the copies are that are being made, as the workers' signals say it. */
const progressOf = perGateway(() => new LRUCache<string, number>({ max: 1000, ttl: 60_000 }));

/** Listens to how far copies are, for as long as the gateway runs. */
export function hearExports({ ports, changes }: GatewayServices): () => Promise<void> {
  const known = progressOf(ports);
  changes.watch('exporting', (exportId, payload) => {
    const signal = JobProgressSignal.safeParse(payload).data;
    if (signal?.kind === 'export-person') known.set(exportId, signal.fraction);
  });
  return async () => known.clear();
}

/** Copies of what is known of somebody, for themselves. */
export const exportResolvers: ResolverModule = {
  Query: {
    myExports: {
      reads: ['exports'],
      async resolve(_parent, _args, { caller, ports }) {
        if (caller.account === undefined) return [];
        const rows = await ports.queries.exports.ofAccount(caller.account.accountId);
        return rows.map(({ exportId, status, requestedAt, size, expiresAt }) => ({
          id: exportId,
          status: status.toUpperCase() as ExportStatus,
          requestedAt,
          progress: status === 'making' ? (progressOf(ports).get(exportId) ?? null) : null,
          size,
          expiresAt,
        }));
      },
    },
  } satisfies QueryFields<QueryResolvers, 'myExports'>,
  Mutation: {
    async requestExport(_parent, { commandId }, context) {
      const { caller, ports } = context;
      if (caller.account === undefined) return SIGNED_OUT;
      if (!isId(commandId)) return BAD_COMMAND;
      const unproved = await stepUp(context);
      if (unproved !== undefined) return unproved;
      const { accountId } = caller.account;
      const account = await accountNow(ports.log, accountId);
      if (account === undefined || account.status === 'erased') return SIGNED_OUT;
      const exportId = uuid5(commandId, `export/${accountId}`);
      // Each reads the whole log twice: who asks again waits for the one that is being made, and not before everybody else.
      const before = await ports.queries.exports.ofAccount(accountId);
      if (before.some((copy) => copy.status === 'making' && copy.exportId !== exportId)) return MAKING;
      if (!(await attempt(context, 'exports', accountId)).allowed) return TOO_MANY;
      const { email, locale } = account;
      const answer = await runCommand(context, {
        commandId,
        definition: RequestExport,
        streamId: exportId,
        data: { exportId, accountId, email, locale },
        actor: accountActor(caller.account, caller.profileId),
      });
      return answer.done ? { __typename: 'ExportAsked' as const, exportId, token: answer.token } : answer.refusal;
    },
    async deleteExport(_parent, { commandId, exportId }, context) {
      const { account, profileId } = context.caller;
      if (account === undefined) return SIGNED_OUT;
      if (!isId(exportId)) return NOT_FOUND;
      const answer = await runCommand(context, {
        commandId,
        definition: DeleteExport,
        streamId: exportId,
        data: { exportId, accountId: account.accountId, reason: 'asked' },
        actor: accountActor(account, profileId),
      });
      return answer.done ? { __typename: 'ExportDeleted' as const, exportId, token: answer.token } : answer.refusal;
    },
  } satisfies MutationFields<MutationResolvers, 'requestExport' | 'deleteExport'>,
};
