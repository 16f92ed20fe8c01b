import { holdingKey, serviceDecider } from '../../domain/identity/service.decider.ts';
import type { ServiceKey } from '../../domain/identity/service.decider.ts';
import type { EventLog } from '../../ports/event-log.ts';
import { language } from '../../schemas/language.ts';
import { remembering } from '../pipeline/remembering.ts';

/** A program as its stream says it is now. */
export interface ProgramNow {
  /** What it may do: names of permissions. */
  readonly scopes: readonly string[];
  /** A key, if it holds at that instant (ISO 8601). */
  holding(keyId: string, at: string): ServiceKey | undefined;
  /** A key, also one that has ended. */
  key(keyId: string): ServiceKey | undefined;
}

const read = remembering(serviceDecider);

/**
 * Reads a program from its own stream: some ten events, since uses stand elsewhere. One that nobody made has no keys, nor has one of
 * which a newer version wrote what is not understood here.
 * @throws LogUnavailable when the log does not answer
 */
export async function programNow(log: EventLog, serviceId: string): Promise<ProgramNow> {
  const { state } = (await read({ log, language }, serviceId)) ?? { state: serviceDecider.initial };
  return {
    scopes: state.status === 'none' ? [] : state.scopes,
    holding: (keyId, at) => holdingKey(state, keyId, at),
    key: (keyId) => (state.status === 'none' ? undefined : state.keys[keyId]),
  };
}
