import type { RecordedEvent } from '../../ports/event-log.ts';
import { language } from '../../schemas/language.ts';
import { messageOf } from '../db/failures.ts';
import type { Entry } from './projection.ts';

/** Decodes an event of the log once for all projections. Never throws: what cannot be decoded is an entry without a fact. */
export function decodeEntry(recorded: RecordedEvent): Entry {
  try {
    const decoded = language.decode(recorded);
    return decoded.kind === 'known'
      ? { recorded, fact: decoded.event, reason: undefined }
      : { recorded, fact: undefined, reason: decoded.reason };
  } catch (error) {
    return { recorded, fact: undefined, reason: messageOf(error) };
  }
}
