import { deviceDecider } from '../../domain/identity/device.decider.ts';
import type { DeviceState } from '../../domain/identity/device.decider.ts';
import type { EventLog } from '../../ports/event-log.ts';
import { language } from '../../schemas/language.ts';
import { remembering } from '../pipeline/remembering.ts';

/** A device as its stream says it is now. */
export type DeviceNow = Exclude<DeviceState, { readonly status: 'none' }>;

const read = remembering(deviceDecider);

/**
 * Reads a device from its own stream. Undefined: nobody signed in on it, or a newer version wrote what is not understood here.
 * @throws LogUnavailable when the log does not answer
 */
export async function deviceNow(log: EventLog, deviceId: string): Promise<DeviceNow | undefined> {
  const state = (await read({ log, language }, deviceId))?.state;
  return state === undefined || state.status === 'none' ? undefined : state;
}
