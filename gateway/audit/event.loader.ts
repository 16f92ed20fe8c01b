import type { RecordedEvent } from '../../ports/event-log.ts';
import type { Loader } from '../graphql/loader.ts';
import { perGateway } from '../per-gateway.ts';
import { createEventReader } from './event-reader.ts';

const reader = perGateway(({ log }) => createEventReader(log));

/** Events as they stand in the log, by `eventKey`. */
export const eventAtPosition: Loader<RecordedEvent> = {
  name: 'event at a position',
  forEverybody: true,
  load: (ports, keys) => reader(ports)(keys),
};
