import type { EventLog } from '../../ports/event-log.ts';
import { language } from '../../schemas/language.ts';
import { pastStreams } from './as-of.ts';
import { askAgain, type Decided, type Difference } from './ask-again.ts';

/** What came of making decisions again. */
export interface Verified {
  readonly decisions: number;
  readonly differences: readonly Difference[];
}

const TYPES = language.recordedNames(['playback.PlaybackDecided']);

/** Makes every decision since an instant again, by the log alone, the newest first. @param tell hears each difference at once */
export async function verifyDecisions(
  log: EventLog,
  since: Date,
  tell: (difference: Difference) => void = () => {},
): Promise<Verified> {
  const past = pastStreams(log);
  const differences: Difference[] = [];
  let decisions = 0;
  for await (const recorded of log.readAll({ direction: 'backwards', types: TYPES })) {
    if (recorded.recordedAt < since) break;
    const decoded = language.decode(recorded);
    if (decoded.kind === 'unknown') continue;
    decisions += 1;
    for (const difference of await askAgain(past, decoded.event.data as Decided)) {
      differences.push(difference);
      tell(difference);
    }
  }
  return { decisions, differences };
}
