import type { SchemaContext } from '../kernel/context.ts';
import { playbackJobs } from './jobs.ts';
import { sessionCommands } from './session.commands.ts';
import { sessionEvents } from './session.events.ts';

/** Playback sessions and what players report. */
export const playback = {
  name: 'playback',
  events: sessionEvents,
  commands: sessionCommands,
  jobs: playbackJobs,
  processes: ['closing'],
  beside: { heartbeats: 'playback' },
  viewers: ['playback', 'heartbeats', 'closing'],
} as const satisfies SchemaContext;
