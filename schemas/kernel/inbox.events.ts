import { z } from 'zod';
import { defineEvent } from './define.ts';
import { kernelName, plainText } from './text.ts';

export const ForeignEventReceived = defineEvent({
  type: 'kernel.ForeignEventReceived',
  version: 1,
  category: 'inbox',
  description: 'Another system told us something, by an id that is remembered.',
  data: z.strictObject({
    inboxId: z.uuid().describe('derived from source and foreign id'),
    source: kernelName().describe('who told us'),
    foreignId: plainText(200).describe('the id that the other system gave it'),
    receivedAt: z.iso.datetime(),
  }),
});

export const inboxEvents = [ForeignEventReceived] as const;
