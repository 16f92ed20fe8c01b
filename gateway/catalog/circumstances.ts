import type { Circumstances } from '../../domain/playback/playback-decision.ts';
import type { Caller } from '../../ports/identity.ts';
import type { GatewayPorts } from '../ports.ts';

/** Where and when a caller asks, for the playback decision. */
export const circumstancesOf = (
  { now, titlesWithoutRights }: Pick<GatewayPorts, 'now' | 'titlesWithoutRights'>,
  { territory }: Pick<Caller, 'territory'>,
): Circumstances => ({ territory: territory ?? null, at: now(), titlesWithoutRights });
