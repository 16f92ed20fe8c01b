import { z } from 'zod';
import { defineCommand } from '../kernel/define.ts';
import { ExportDeleted, ExportFailed, ExportReady, ExportRequested } from './export.events.ts';

const ofExport = { category: 'export' } as const;

export const RequestExport = defineCommand({
  ...ofExport,
  type: 'RequestExport',
  description: 'Ask for a copy of everything about oneself.',
  data: ExportRequested.data,
});
export const RecordExport = defineCommand({
  ...ofExport,
  type: 'RecordExport',
  description: 'Write down that the copy was made.',
  data: z.strictObject(ExportReady.data.omit({ email: true, locale: true }).shape),
});
export const FailExport = defineCommand({
  ...ofExport,
  type: 'FailExport',
  description: 'Write down that the copy could not be made.',
  data: ExportFailed.data,
});
export const DeleteExport = defineCommand({
  ...ofExport,
  type: 'DeleteExport',
  description: 'Delete the copy.',
  data: ExportDeleted.data,
});

export const exportCommands = [RequestExport, RecordExport, FailExport, DeleteExport] as const;
