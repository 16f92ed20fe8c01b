import { defineCommand } from '../kernel/define.ts';
import { PlaybackDecided } from './decision.events.ts';

export const RecordDecision = defineCommand({
  type: 'RecordDecision',
  category: 'decision',
  streamIdField: 'sessionId',
  description: 'Write down whether somebody may watch a title, and by what that was decided.',
  data: PlaybackDecided.data,
});

export const decisionCommands = [RecordDecision] as const;
