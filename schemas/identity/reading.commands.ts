import { defineCommand } from '../kernel/define.ts';
import { PersonalDataRead } from './reading.events.ts';

export const RecordReading = defineCommand({
  category: 'reading',
  type: 'RecordReading',
  description: 'Write down who is shown personal data of others, before they are.',
  data: PersonalDataRead.data,
});

export const readingCommands = [RecordReading] as const;
