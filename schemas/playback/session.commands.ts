import { defineCommand } from '../kernel/define.ts';
import { PlaybackEnded, PlaybackStarted } from './session.events.ts';

export const StartPlayback = defineCommand({
  type: 'StartPlayback',
  category: 'playback',
  streamIdField: 'sessionId',
  says: 'Open a playback session.',
  data: PlaybackStarted.data,
});
export const EndPlayback = defineCommand({
  type: 'EndPlayback',
  category: 'playback',
  streamIdField: 'sessionId',
  says: 'Close a playback session.',
  data: PlaybackEnded.data,
});

export const sessionCommands = [StartPlayback, EndPlayback] as const;
