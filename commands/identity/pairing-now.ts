import { pairingDecider, type PairingState } from '../../domain/identity/pairing.decider.ts';
import { loadState, type HistoryDeps } from '../pipeline/load.ts';

/**
 * A screen that waits to be signed in, as its stream says it is now.
 * @throws LogUnavailable, UnreadableHistory
 */
export const pairingNow = async (deps: HistoryDeps, pairingId: string): Promise<PairingState> =>
  (await loadState(deps, pairingDecider, pairingId)).state;
