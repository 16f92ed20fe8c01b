import { defineCommand } from '../kernel/define.ts';
import { PersonalDataRead, PersonRead } from './reading.events.ts';

export const RecordReading = defineCommand({
  category: 'reading',
  type: 'RecordReading',
  description: 'Write down who is shown personal data of others, before they are.',
  data: PersonalDataRead.data,
});

export const RecordPersonReading = defineCommand({
  category: 'reading',
  type: 'RecordPersonReading',
  description: 'Write down who is shown the page of one person, before they are.',
  data: PersonRead.data,
});

export const readingCommands = [RecordReading, RecordPersonReading] as const;
