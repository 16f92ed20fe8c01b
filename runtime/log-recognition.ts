import type { EventLog, Position, RecordedEvent } from '../ports/event-log.ts';
import { isOutage } from '../ports/outage.ts';
import type { KnownLog, Witness } from '../ports/log-memory.ts';
import type { Language } from '../schemas/kernel/language.ts';

type ReadableLog = Pick<EventLog, 'readAll' | 'readStream'>;

/** What a log says of itself. */
export interface PresentLog {
  readonly logId: string | undefined;
  /** Of its last record, be it the store's own. */
  readonly end: Position;
  /** It holds no event of anybody. */
  readonly isEmpty: boolean;
}

/**
 * Why a log is not the one that is remembered: another identity or none, fewer events than were seen, or other events in
 * their place.
 */
export type Difference = 'identity' | 'length' | 'history';

/**
 * Compares a log with what is remembered of it.
 * @returns undefined: it is the same, as far as can be seen
 */
export async function differenceOf(
  log: ReadableLog,
  present: Pick<PresentLog, 'logId' | 'end'>,
  known: KnownLog,
): Promise<Difference | undefined> {
  if (known.logId !== undefined && known.logId !== present.logId) return 'identity';
  if (present.end < known.position) return 'length';
  if (known.witness !== undefined && (await contradicts(log, known.witness))) return 'history';
  return undefined;
}

async function contradicts(log: ReadableLog, { stream, revision, eventId }: Witness): Promise<boolean> {
  try {
    let found: RecordedEvent | undefined;
    for await (const event of log.readStream(stream, { from: revision, limit: 1 })) found = event;
    // Nothing from there on: it never was in this log. A later event in its place: it has aged away.
    return found === undefined || (found.revision === revision && found.id !== eventId);
  } catch (error) {
    if (isOutage(error)) throw error;
    // Somebody deleted the stream, and may do so.
    return false;
  }
}

/** Newest events among which a witness is looked for. */
const LOOK_AT = 256;

/**
 * The newest event of the log, and a witness: the newest that this platform wrote and that does not age. Undefined for an
 * empty log.
 */
export async function newestOf(
  log: ReadableLog,
  language: Language,
): Promise<{ readonly position: Position; readonly witness: Witness | undefined } | undefined> {
  let newest: RecordedEvent | undefined;
  // The newest alone serves most often.
  for (const limit of [1, LOOK_AT])
    for await (const event of log.readAll({ direction: 'backwards', limit })) {
      newest ??= event;
      if (lasts(language, event)) return { position: newest.position, witness: witnessOf(event) };
    }
  return newest && { position: newest.position, witness: undefined };
}

const lasts = (language: Language, { type }: RecordedEvent): boolean => {
  const definition = language.catalog.get(type)?.current.definition;
  return definition !== undefined && definition.telemetry !== true;
};

const witnessOf = ({ stream, revision, id }: RecordedEvent): Witness => ({ stream, revision, eventId: id });
