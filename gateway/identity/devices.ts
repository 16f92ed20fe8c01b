import { randomUUID } from 'node:crypto';
import { deviceNow } from '../../commands/identity/device-now.ts';
import type { SignInRow } from '../../projections/identity/sign-ins.rows.ts';
import { UseDevice } from '../../schemas/identity/device.commands.ts';
import { uuid5 } from '../../schemas/kernel/uuid5.ts';
import type { SignInMethod } from '../generated/resolvers.ts';
import { refuse, runCommand, type CommandContext, type Refusal } from '../graphql/command.ts';
import type { RequestContext } from '../graphql/context.ts';
import { provingActor } from '../http/identity.ts';
import type { Email } from './email.ts';
import { endSignIn } from './sign-in-sessions.ts';

const BLOCKED = refuse(
  'CommandRefused',
  'device.blocked',
  'This device was blocked for your account. Unblock it on another one, under Account, Devices.',
).refusal;

/** The device that asks, for an account: its browser, or an app that keeps cookies. Others are a new device each time. */
export const deviceIdOf = ({ caller }: Pick<RequestContext, 'caller'>, accountId: string): string =>
  uuid5(accountId, `device/${caller.browserId}`);

/** Whether nobody may sign in with an account on the device that asks. */
export const isBlocked = async (context: CommandContext, accountId: string): Promise<boolean> =>
  (await deviceNow(context.ports.log, deviceIdOf(context, accountId)))?.status === 'blocked';

/** Whether somebody signed in before on the device that asks, with the account of an address. */
export async function isKnownDevice(context: RequestContext, email: Email): Promise<boolean> {
  const { log, vault } = context.ports;
  // Who is not there takes as long as who is.
  const accountId = (await vault.find('email', email.key)) ?? randomUUID();
  const device = await deviceNow(log, deviceIdOf(context, accountId));
  return device?.status === 'open' && device.accountId === accountId;
}

/** What devices count by; a sign-in of before there were devices is one by itself. */
const countedBy = ({ deviceId, signInId }: SignInRow): string => deviceId ?? signInId;

/** As many devices are signed in as may be; these are they. */
export interface DevicesFull {
  readonly full: readonly SignInRow[];
}

/**
 * Whether somebody who proved who they are may sign in on the device that asks: it is not blocked, and there are not too many.
 * Undefined: they may.
 * @param wanted.signOut a sign-in of theirs that is to end first, with all others on its device
 */
export async function admitDevice(
  context: CommandContext,
  accountId: string,
  wanted: { readonly signOut?: string | null | undefined } = {},
): Promise<Refusal | DevicesFull | undefined> {
  const { ports } = context;
  const own = deviceIdOf(context, accountId);
  const [known, open] = await Promise.all([
    deviceNow(ports.log, own),
    ports.queries.signIns.open(accountId, new Date(ports.now()).toISOString()),
  ]);
  if (known?.status === 'blocked') return BLOCKED;
  const leaving = open.find(({ signInId }) => signInId === wanted.signOut);
  const [out, stay] = [
    open.filter((row) => leaving !== undefined && countedBy(row) === countedBy(leaving)),
    open.filter((row) => leaving === undefined || countedBy(row) !== countedBy(leaving)),
  ];
  await Promise.all(out.map(({ signInId }) => endSignIn(ports, { accountId, signInId }, 'elsewhere')));
  const others = new Set(stay.map(countedBy));
  return others.has(own) || others.size < ports.devicesPerAccount ? undefined : { full: stay };
}

/**
 * Where somebody is signed in who proved who they are, for them to choose what to sign out.
 * @param challenge what they go on with instead of a second proof that is used up
 */
export const showLimit = async (context: RequestContext, { full }: DevicesFull, challenge: string | null = null) => ({
  __typename: 'DeviceLimitReached' as const,
  most: context.ports.devicesPerAccount,
  devices: await showDevices(context, full, undefined),
  challenge,
});

/** Where there is nothing to choose from: what to do when too many devices are signed in. */
export const tooManyDevices = (most: number): Refusal =>
  refuse(
    'CommandRefused',
    'device.limit',
    `Your account is signed in on ${most} devices, which is as many as may be. Sign one out first, under Account, Devices.`,
  ).refusal;

/** Writes down that a sign-in begins on the device that asks. False: it is blocked. */
export async function useDevice(
  context: CommandContext,
  given: { readonly commandId: string; readonly accountId: string; readonly signInId: string; readonly kind: string },
): Promise<boolean> {
  const { commandId, ...data } = given;
  const { accountId } = data;
  const deviceId = deviceIdOf(context, accountId);
  const answer = await runCommand(context, {
    commandId: uuid5(commandId, 'device'),
    definition: UseDevice,
    streamId: deviceId,
    actor: provingActor(context.caller, accountId),
    data: { deviceId, ...data },
  });
  return answer.done;
}

/** Devices on which an account is signed in, as their owner sees them. @param current the sign-in that asks */
export async function showDevices({ ports }: RequestContext, rows: readonly SignInRow[], current: string | undefined) {
  const named = rows.flatMap(({ deviceName }) => (deviceName === null ? [] : [deviceName]));
  const opened = await ports.vault.open('name', named);
  const nameOf = new Map(named.map((box, index) => [box, opened[index]]));
  return rows.map(({ signInId, device, deviceId, deviceName, method, signedInAt, seenAt }) => ({
    signInId,
    device,
    deviceId,
    name: (deviceName === null ? undefined : nameOf.get(deviceName)) ?? null,
    method: method.toUpperCase() as SignInMethod,
    signedInAt,
    seenAt,
    current: signInId === current,
  }));
}
