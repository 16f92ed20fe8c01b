import { openEventLog } from '../../adapters/eventstore/event-log.ts';
import type { RecordedEvent } from '../../ports/event-log.ts';
import { language } from '../../schemas/language.ts';
import { createLogger } from '../logging.ts';
import type { DemoSummary } from '../demo/ingest-demo.ts';

/** What a whole run did, as one line of JSON for scripts. */
export interface Summary {
  /** Titles that the log says were published. */
  readonly titlesPublished: number;
  /** Events in the platform's own streams, without the one that gave the log its identity: others may use the event store too. */
  readonly eventsWritten: number;
  readonly secondsPerStage: Readonly<Record<string, number>>;
}

/** Counts in the log itself: it is the truth, also for films of an earlier run. */
export async function summarize(eventstore: string, demo: DemoSummary | undefined): Promise<Summary> {
  const log = openEventLog({ url: eventstore, log: createLogger('silent') });
  try {
    return { ...(await countEvents(log.readAll())), secondsPerStage: demo?.secondsPerStage ?? {} };
  } finally {
    await log.close();
  }
}

/** Counts what is the platform's own. */
export async function countEvents(
  events: AsyncIterable<Pick<RecordedEvent, 'type' | 'stream'>>,
): Promise<Pick<Summary, 'titlesPublished' | 'eventsWritten'>> {
  const published = new Set<string>();
  let eventsWritten = 0;
  for await (const { type, stream } of events) {
    if (!language.isOwnStream(stream)) continue;
    if (type !== 'kernel.LogStarted') eventsWritten += 1;
    if (type === 'catalog.TitlePublished') published.add(stream);
  }
  return { titlesPublished: published.size, eventsWritten };
}
