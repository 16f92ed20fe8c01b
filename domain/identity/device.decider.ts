import type { deviceCommands } from '../../schemas/identity/device.commands.ts';
import type { deviceEvents } from '../../schemas/identity/device.events.ts';
import type { CommandOf, EventOf } from '../../schemas/kernel/define.ts';
import type { Sealed } from '../../schemas/kernel/sealed.ts';
import { accepted, decideBy, evolveBy, refuse } from '../kernel/decider.ts';
import type { Decider, Decision, Rejection } from '../kernel/decider.ts';

export type DeviceEvent = EventOf<(typeof deviceEvents)[number]>;
export type DeviceCommand = CommandOf<(typeof deviceCommands)[number]>;

export type DeviceState =
  | { readonly status: 'none' }
  | {
      readonly status: 'open' | 'blocked';
      readonly accountId: string;
      /** Null: it is called by its kind. */
      readonly name: Sealed | null;
      /** The sign-ins that began on it last, the newest at the end. */
      readonly signInIds: readonly string[];
    };
type Known = Exclude<DeviceState, { readonly status: 'none' }>;

/** More than can begin before a read model of them has seen the first: older ones stand there. */
const MOST_REMEMBERED = 32;

const change =
  <D>(step: (state: Known, data: D) => Known) =>
  (state: DeviceState, data: D): DeviceState =>
    state.status === 'none' ? state : step(state, data);

/** A rule for a device of the account that asks; one of another account is as if it did not exist. */
const ofOwn =
  <D extends { readonly accountId: string }>(rule: (state: Known, data: D) => Decision<DeviceEvent, Rejection>) =>
  (state: DeviceState, data: D): Decision<DeviceEvent, Rejection> =>
    state.status !== 'none' && state.accountId === data.accountId
      ? rule(state, data)
      : refuse('device.unknown', 'There is no such device.');

/** A browser or an app that somebody signs in on, for one account: another account on it is another device. */
export const deviceDecider: Decider<DeviceState, DeviceCommand, DeviceEvent> = {
  category: 'device',
  initial: { status: 'none' },
  evolve: evolveBy<DeviceState, DeviceEvent>({
    'identity.DeviceRegistered': (_, { accountId }) => ({ status: 'open', accountId, name: null, signInIds: [] }),
    'identity.DeviceUsed': change((state, { signInId }) => ({
      ...state,
      signInIds: [...state.signInIds.filter((each) => each !== signInId), signInId].slice(-MOST_REMEMBERED),
    })),
    'identity.DeviceNamed': change((state, { name }) => ({ ...state, name })),
    'identity.DeviceBlocked': change((state) => ({ ...state, status: 'blocked' })),
    'identity.DeviceUnblocked': change((state) => ({ ...state, status: 'open' })),
  }),
  decide: decideBy<DeviceState, DeviceCommand, DeviceEvent, Rejection>({
    UseDevice: (state, { deviceId, accountId, kind, signInId }) => {
      const used: DeviceEvent = { type: 'identity.DeviceUsed', data: { deviceId, accountId, signInId } };
      if (state.status === 'none')
        return accepted<DeviceEvent>({ type: 'identity.DeviceRegistered', data: { deviceId, accountId, kind } }, used);
      if (state.accountId !== accountId) return refuse('device.unknown', 'There is no such device.');
      if (state.status === 'blocked')
        return refuse(
          'device.blocked',
          'This device was blocked for your account. Unblock it on another one, under Account, Devices.',
        );
      return state.signInIds.at(-1) === signInId ? accepted() : accepted(used);
    },
    NameDevice: ofOwn((state, data) =>
      data.name === null && state.name === null
        ? accepted()
        : accepted<DeviceEvent>({ type: 'identity.DeviceNamed', data }),
    ),
    BlockDevice: ofOwn((state, data) =>
      state.status === 'blocked' ? accepted() : accepted<DeviceEvent>({ type: 'identity.DeviceBlocked', data }),
    ),
    UnblockDevice: ofOwn((state, data) =>
      state.status === 'open' ? accepted() : accepted<DeviceEvent>({ type: 'identity.DeviceUnblocked', data }),
    ),
  }),
};
