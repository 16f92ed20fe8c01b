import { concurrencyDecider, type ConcurrencyState } from '../../domain/playback/concurrency.decider.ts';
import type { EventLog } from '../../ports/event-log.ts';
import { language } from '../../schemas/language.ts';
import { remembering } from '../pipeline/remembering.ts';

export { releaseOf, TOO_MANY } from '../../domain/playback/concurrency.decider.ts';
export type { ConcurrencyState, ReleaseReason } from '../../domain/playback/concurrency.decider.ts';

const read = remembering(concurrencyDecider);

/**
 * Which streams an account plays at once, as the log has it now. Undefined: a newer version wrote what is not understood here.
 * @throws LogUnavailable when the log does not answer
 */
export const streamsNow = async (log: EventLog, accountId: string): Promise<ConcurrencyState | undefined> =>
  (await read({ log, language }, accountId))?.state;
