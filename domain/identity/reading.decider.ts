import type { readingCommands } from '../../schemas/identity/reading.commands.ts';
import type { readingEvents } from '../../schemas/identity/reading.events.ts';
import type { CommandOf, EventOf } from '../../schemas/kernel/define.ts';
import { accepted, decideBy, evolveBy } from '../kernel/decider.ts';
import type { Decider, Rejection } from '../kernel/decider.ts';

type ReadingEvent = EventOf<(typeof readingEvents)[number]>;
type ReadingCommand = CommandOf<(typeof readingCommands)[number]>;

/** One look of staff at personal data of others; the event's actor is who looked. */
export const readingDecider: Decider<{ readonly recorded: boolean }, ReadingCommand, ReadingEvent> = {
  category: 'reading',
  initial: { recorded: false },
  evolve: evolveBy<{ readonly recorded: boolean }, ReadingEvent>({
    'identity.PersonalDataRead': () => ({ recorded: true }),
    'identity.PersonRead': () => ({ recorded: true }),
  }),
  decide: decideBy<{ readonly recorded: boolean }, ReadingCommand, ReadingEvent, Rejection>({
    RecordReading: ({ recorded }, data) =>
      recorded ? accepted() : accepted<ReadingEvent>({ type: 'identity.PersonalDataRead', data }),
    RecordPersonReading: ({ recorded }, data) =>
      recorded ? accepted() : accepted<ReadingEvent>({ type: 'identity.PersonRead', data }),
  }),
};
