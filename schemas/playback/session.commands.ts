import { defineCommand } from '../kernel/define.ts';
import { PlaybackEnded, PlaybackFailed, PlaybackStarted, PlaybackSummarised } from './session.events.ts';

export const StartPlayback = defineCommand({
  type: 'StartPlayback',
  category: 'playback',
  streamIdField: 'sessionId',
  description: 'Open a playback session.',
  data: PlaybackStarted.data,
});
export const EndPlayback = defineCommand({
  type: 'EndPlayback',
  category: 'playback',
  streamIdField: 'sessionId',
  description: 'Close a playback session.',
  data: PlaybackEnded.data.extend({
    errorCode: PlaybackFailed.data.shape.code
      .optional()
      .describe('what the player gave up with, for the reason `error`'),
  }),
});
export const FailPlayback = defineCommand({
  type: 'FailPlayback',
  category: 'playback',
  streamIdField: 'sessionId',
  description: 'Say that the player of a session gave up.',
  data: PlaybackFailed.data,
});

export const SummarisePlayback = defineCommand({
  type: 'SummarisePlayback',
  category: 'playback',
  streamIdField: 'sessionId',
  description: 'Write down what a playback came to.',
  data: PlaybackSummarised.data,
});

export const sessionCommands = [StartPlayback, EndPlayback, FailPlayback, SummarisePlayback] as const;
