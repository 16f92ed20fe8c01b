import { programNow } from '../../commands/identity/program-now.ts';
import { permissions, programScopes } from '../../domain/kernel/permission-decision.ts';
import type { ProgramKeyRow, ProgramRow } from '../../projections/identity/programs.rows.ts';
import {
  ChangeServiceScopes,
  CloseServiceAccount,
  CreateServiceAccount,
  MakeServiceKey,
  RevokeServiceKey,
} from '../../schemas/identity/service.commands.ts';
import { uuid5 } from '../../schemas/kernel/uuid5.ts';
import type { MutationResolvers, QueryResolvers } from '../generated/resolvers.ts';
import { refuse, runCommand, type Refusal } from '../graphql/command.ts';
import { isId } from '../graphql/connection.ts';
import type { RequestContext } from '../graphql/context.ts';
import type { MutationFields, QueryFields, ResolverModule } from '../graphql/resolver.ts';
import { makeKey, type MadeKey } from '../http/program-key.ts';
import { BAD_COMMAND } from './account.view.ts';
import { stepUp } from './step-up.ts';

const HOUR_MS = 3600_000;
const DAY_MS = 24 * HOUR_MS;
/** How long a key that ended is shown, ms. */
const SHOWN_MS = 90 * DAY_MS;

/** Programs that work here, and their keys. */
export const programResolvers: ResolverModule = {
  Query: {
    programs: {
      reads: ['programs'],
      resolve: async (_parent, _args, { ports }) =>
        (await ports.queries.programs.all()).map((row) => showProgram(row, ports.now())),
    },
    programScopes: {
      reads: [],
      forEverybody: true,
      resolve: () => programScopes.map((name) => ({ name, means: permissions[name] })),
    },
  } satisfies QueryFields<QueryResolvers, 'programs' | 'programScopes'>,
  Mutation: {
    async createProgram(_parent, { commandId, name, scopes, days }, context) {
      const wrong = (await stepUp(context)) ?? wrongId(commandId) ?? wrongDays(days);
      if (wrong !== undefined) return wrong;
      const ids = { serviceId: uuid5(commandId, 'program'), keyId: uuid5(commandId, 'key') };
      const { made, kept } = newKey(context, ids.keyId, days);
      const { serviceId } = ids;
      const data = { serviceId, name: name.trim(), scopes, key: kept };
      const answer = await runCommand(context, {
        commandId,
        definition: CreateServiceAccount,
        streamId: serviceId,
        data,
      });
      return answer.done ? showMade(context, { ...ids, made, kept, token: answer.token }) : answer.refusal;
    },
    changeProgramScopes: (_parent, { commandId, programId: serviceId, scopes }, context) =>
      changeProgram(context, ChangeServiceScopes, commandId, { serviceId, scopes }),
    async makeProgramKey(_parent, { commandId, programId, days, replaces, overlapHours }, context) {
      const wrong = (await stepUp(context)) ?? wrongId(commandId) ?? wrongDays(days) ?? wrongOverlap(overlapHours);
      if (wrong !== undefined) return wrong;
      if (!isId(programId)) return NO_PROGRAM;
      if (typeof replaces === 'string' && !isId(replaces)) return NO_KEY;
      const ids = { serviceId: programId, keyId: uuid5(commandId, 'key') };
      const { made, kept } = newKey(context, ids.keyId, days);
      const endsAt = new Date(context.ports.now() + overlapHours * HOUR_MS).toISOString();
      const data = {
        ...kept,
        serviceId: programId,
        ...(typeof replaces === 'string' ? { replaces: { keyId: replaces, endsAt } } : {}),
      };
      const answer = await runCommand(context, { commandId, definition: MakeServiceKey, streamId: programId, data });
      return answer.done ? showMade(context, { ...ids, made, kept, token: answer.token }) : answer.refusal;
    },
    revokeProgramKey: (_parent, { commandId, programId: serviceId, keyId }, context) =>
      isId(keyId) ? changeProgram(context, RevokeServiceKey, commandId, { serviceId, keyId }) : NO_KEY,
    closeProgram: (_parent, { commandId, programId: serviceId }, context) =>
      changeProgram(context, CloseServiceAccount, commandId, { serviceId }),
  } satisfies MutationFields<
    MutationResolvers,
    'createProgram' | 'changeProgramScopes' | 'makeProgramKey' | 'revokeProgramKey' | 'closeProgram'
  >,
};

const NO_PROGRAM = refuse('NotFound', 'program.unknown', 'There is no such program.').refusal;
const NO_KEY = refuse('NotFound', 'program.key-unknown', 'There is no such key.').refusal;

const wrongId = (commandId: string): Refusal | undefined => (isId(commandId) ? undefined : BAD_COMMAND);
const wrongDays = (days: number): Refusal | undefined =>
  days >= 1 && days <= 365
    ? undefined
    : refuse('InvalidInput', 'program.bad-days', 'A key lasts 1 to 365 days.', 'days').refusal;
const wrongOverlap = (hours: number): Refusal | undefined =>
  hours >= 0 && hours <= 168
    ? undefined
    : refuse('InvalidInput', 'program.bad-overlap', 'The old key can go on for 0 to 168 hours.', 'overlapHours')
        .refusal;

interface KeptKey {
  readonly keyId: string;
  readonly prefix: string;
  readonly hash: string;
  readonly expiresAt: string;
}

function newKey({ ports }: RequestContext, keyId: string, days: number): { made: MadeKey; kept: KeptKey } {
  const made = makeKey();
  const expiresAt = new Date(ports.now() + days * DAY_MS).toISOString();
  return { made, kept: { keyId, prefix: made.prefix, hash: made.hash, expiresAt } };
}

/** The key, unless this is a repeat: then the one that holds was shown with the first answer. */
async function showMade(
  { ports }: RequestContext,
  given: {
    readonly serviceId: string;
    readonly keyId: string;
    readonly made: MadeKey;
    readonly kept: KeptKey;
    readonly token: string;
  },
) {
  const { serviceId, keyId, made, kept, token } = given;
  const known = (await programNow(ports.log, serviceId)).key(keyId);
  const isRepeat = known?.hash !== made.hash;
  return {
    __typename: 'ProgramKeyMade' as const,
    programId: serviceId,
    keyId,
    key: isRepeat ? null : made.text,
    prefix: known?.prefix ?? made.prefix,
    endsAt: known?.endsAt ?? kept.expiresAt,
    token,
  };
}

async function changeProgram(
  context: RequestContext,
  definition: typeof ChangeServiceScopes | typeof RevokeServiceKey | typeof CloseServiceAccount,
  commandId: string,
  data: { readonly serviceId: string; readonly scopes?: readonly string[]; readonly keyId?: string },
) {
  const wrong = await stepUp(context);
  if (wrong !== undefined) return wrong;
  const { serviceId } = data;
  if (!isId(serviceId)) return NO_PROGRAM;
  const answer = await runCommand(context, { commandId, definition, streamId: serviceId, data });
  if (!answer.done) return answer.refusal;
  return { __typename: 'ProgramChanged' as const, programId: serviceId, token: answer.token };
}

function showProgram({ serviceId: id, keys, ...row }: ProgramRow, now: number) {
  const shown = keys.filter(({ endsAt }) => Date.parse(endsAt) > now - SHOWN_MS).toReversed();
  return { ...row, id, scopes: [...row.scopes], keys: shown.map((key) => showKey(key, now)) };
}

const showKey = ({ keyId: id, ...key }: ProgramKeyRow, now: number) => ({
  ...key,
  id,
  holds: Date.parse(key.endsAt) > now,
});
