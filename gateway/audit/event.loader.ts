import type { RecordedEvent } from '../../ports/event-log.ts';
import type { Loader } from '../graphql/loader.ts';
import { loadEvents } from './event-data.ts';

/** Events as they stand in the log, by `{revision}@{stream}`. */
export const eventAtPosition: Loader<RecordedEvent> = {
  name: 'event at a position',
  load: ({ log }, positions) => loadEvents(log, positions),
};
