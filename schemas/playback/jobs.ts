import { z } from 'zod';
import { defineJob } from '../kernel/define.ts';
import { SessionId } from './ids.ts';
import { PlaybackSummarised } from './session.events.ts';

const kind = z.literal('summarise-playback');

export const SummarisePlaybackJob = defineJob({
  name: 'summarise-playback',
  description: 'Add up what the player of a session reported.',
  input: z.strictObject({ kind, sessionId: SessionId }),
  result: z.strictObject({ kind, ...PlaybackSummarised.data.shape }),
});

/** The kinds of work that playback asks for. */
export const playbackJobs = [SummarisePlaybackJob] as const;
