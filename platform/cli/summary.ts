import { openEventLog } from '../../adapters/eventstore/event-log.ts';
import { createLogger } from '../logging.ts';
import type { DemoSummary } from '../demo/ingest-demo.ts';

/** What a whole run did, as one line of JSON for scripts. */
export interface Summary {
  /** Titles that the log says were published. */
  readonly titlesPublished: number;
  /** Events in the log; neither system events nor the one that gave it its identity. */
  readonly eventsWritten: number;
  readonly secondsPerStage: Readonly<Record<string, number>>;
}

/** Counts in the log itself: it is the truth, also for films of an earlier run. */
export async function summarize(eventstore: string, demo: DemoSummary | undefined): Promise<Summary> {
  const log = openEventLog({ url: eventstore, log: createLogger('silent') });
  const published = new Set<string>();
  let eventsWritten = 0;
  try {
    for await (const { type, stream } of log.readAll()) {
      if (type !== 'kernel.LogStarted') eventsWritten += 1;
      if (type === 'catalog.TitlePublished') published.add(stream);
    }
  } finally {
    await log.close();
  }
  return { titlesPublished: published.size, eventsWritten, secondsPerStage: demo?.secondsPerStage ?? {} };
}
