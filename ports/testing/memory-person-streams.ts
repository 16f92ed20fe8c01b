import { tracesIn } from '../../schemas/kernel/traces.ts';
import type { EventLog } from '../event-log.ts';
import type { PersonStream, PersonStreams } from '../person-streams.ts';

/** Finds the streams of people by reading the whole log, as the read model does once and for all. */
export const createMemoryPersonStreams = (log: Pick<EventLog, 'readAll'>): PersonStreams => ({
  async of(subjects, position) {
    const found = new Map<string, PersonStream>();
    for await (const event of log.readAll()) {
      if (event.position > position) break;
      for (const { subject, named, sealed } of tracesIn(event.data)) {
        if (!subjects.includes(subject)) continue;
        const { stream } = event;
        const before = found.get(stream) ?? { stream, position: event.position, named: false, sealed: false };
        found.set(stream, { ...before, named: before.named || named, sealed: before.sealed || sealed });
      }
    }
    return [...found.values()];
  },
});
