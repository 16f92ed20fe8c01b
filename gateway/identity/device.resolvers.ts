import { deviceNow } from '../../commands/identity/device-now.ts';
import { BlockDevice, NameDevice, UnblockDevice } from '../../schemas/identity/device.commands.ts';
import { uuid5 } from '../../schemas/kernel/uuid5.ts';
import type { MutationResolvers, QueryResolvers } from '../generated/resolvers.ts';
import { refuse, runCommand, type Refusal } from '../graphql/command.ts';
import { isId } from '../graphql/connection.ts';
import type { RequestContext } from '../graphql/context.ts';
import type { MutationFields, QueryFields, ResolverModule } from '../graphql/resolver.ts';
import { SIGNED_OUT } from './account-password.ts';
import { BAD_COMMAND } from './account.view.ts';
import { showDevices } from './devices.ts';
import { checked, Name } from './profile.input.ts';
import { endSignIn } from './sign-in-sessions.ts';
import { stepUp } from './step-up.ts';

const UNKNOWN = refuse('CommandRefused', 'device.unknown', 'There is no such device.').refusal;
const CURRENT = refuse(
  'CommandRefused',
  'device.current',
  'This is the device that you use. Sign it out instead, or block it from another one.',
).refusal;

/** Devices of somebody's own account. */
export const deviceResolvers: ResolverModule = {
  Query: {
    myDevices: {
      reads: ['sign_ins'],
      async resolve(_parent, _args, context) {
        const { ports, caller } = context;
        const own = caller.account;
        if (own === undefined) return [];
        const open = await ports.queries.signIns.open(own.accountId, new Date(ports.now()).toISOString());
        return showDevices(context, open, own.signInId);
      },
    },
    myBlockedDevices: {
      reads: ['sign_ins'],
      async resolve(_parent, _args, { ports, caller }) {
        if (caller.account === undefined) return [];
        const rows = await ports.queries.signIns.blocked(caller.account.accountId);
        const named = rows.filter(({ name }) => name !== null);
        const names = await ports.vault.open(
          'name',
          named.flatMap(({ name }) => name ?? []),
        );
        const nameOf = new Map(named.map(({ deviceId }, index) => [deviceId, names[index]]));
        return rows.map(({ deviceId, kind }) => ({ deviceId, device: kind, name: nameOf.get(deviceId) ?? null }));
      },
    },
  } satisfies QueryFields<QueryResolvers, 'myDevices' | 'myBlockedDevices'>,
  Mutation: {
    async nameDevice(_parent, { commandId, deviceId, name }, context) {
      const own = await ownDevice(context, commandId, deviceId);
      if ('refusal' in own) return own.refusal;
      const { accountId } = own;
      const given = name === null || name === undefined || name.trim() === '' ? null : checked(Name, name, 'name');
      if (given !== null && 'refusal' in given) return given.refusal;
      const sealed = given === null ? null : await context.ports.vault.seal(accountId, 'name', given.value);
      const data = { deviceId, accountId, name: sealed };
      const answer = await runCommand(context, { commandId, definition: NameDevice, streamId: deviceId, data });
      return answer.done
        ? { __typename: 'DeviceChanged' as const, deviceId, signedOut: 0, token: answer.token }
        : answer.refusal;
    },
    async blockDevice(_parent, { commandId, deviceId }, context) {
      const own = await ownDevice(context, commandId, deviceId);
      if ('refusal' in own) return own.refusal;
      const unproved = await stepUp(context);
      if (unproved !== undefined) return unproved;
      const { accountId, signInId: current } = own;
      const { ports } = context;
      const open = await ports.queries.signIns.open(accountId, new Date(ports.now()).toISOString());
      const there = open.filter((row) => row.deviceId === deviceId);
      if (there.some(({ signInId }) => signInId === current)) return CURRENT;
      const data = { deviceId, accountId };
      const answer = await runCommand(context, { commandId, definition: BlockDevice, streamId: deviceId, data });
      if (!answer.done) return answer.refusal;
      // The newest may not be on the list yet.
      const newest = (await deviceNow(ports.log, deviceId))?.signInIds ?? [];
      const ids = new Set([...there.map(({ signInId }) => signInId), ...newest]);
      const tokens = await Promise.all(
        [...ids].map((signInId) =>
          endSignIn(ports, { accountId, signInId }, 'elsewhere', uuid5(commandId, `sign-out/${signInId}`)),
        ),
      );
      const positions = [answer.token, ...tokens].flatMap((token) => (token === undefined ? [] : [BigInt(token)]));
      const token = String(positions.reduce((most, one) => (one > most ? one : most), 0n));
      const signedOut = tokens.filter((each) => each !== undefined && each !== '0').length;
      return { __typename: 'DeviceChanged' as const, deviceId, signedOut, token };
    },
    async unblockDevice(_parent, { commandId, deviceId }, context) {
      const own = await ownDevice(context, commandId, deviceId);
      if ('refusal' in own) return own.refusal;
      const unproved = await stepUp(context);
      if (unproved !== undefined) return unproved;
      const data = { deviceId, accountId: own.accountId };
      const answer = await runCommand(context, { commandId, definition: UnblockDevice, streamId: deviceId, data });
      return answer.done
        ? { __typename: 'DeviceChanged' as const, deviceId, signedOut: 0, token: answer.token }
        : answer.refusal;
    },
  } satisfies MutationFields<MutationResolvers, 'nameDevice' | 'blockDevice' | 'unblockDevice'>,
};

/** Whose device it is: the caller's; one of another account is as if it did not exist. */
async function ownDevice(
  { ports, caller }: RequestContext,
  commandId: string,
  deviceId: string,
): Promise<{ readonly accountId: string; readonly signInId: string } | { readonly refusal: Refusal }> {
  const { account } = caller;
  if (account === undefined) return { refusal: SIGNED_OUT };
  if (!isId(commandId)) return { refusal: BAD_COMMAND };
  const device = isId(deviceId) ? await deviceNow(ports.log, deviceId) : undefined;
  return device?.accountId === account.accountId ? account : { refusal: UNKNOWN };
}
