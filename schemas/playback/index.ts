import type { SchemaContext } from '../kernel/context.ts';
import { concurrencyCommands } from './concurrency.commands.ts';
import { concurrencyEvents } from './concurrency.events.ts';
import { playbackJobs } from './jobs.ts';
import { sessionCommands } from './session.commands.ts';
import { sessionEvents } from './session.events.ts';

/** Playback sessions and what players report. */
export const playback = {
  name: 'playback',
  events: [...sessionEvents, ...concurrencyEvents],
  commands: [...sessionCommands, ...concurrencyCommands],
  jobs: playbackJobs,
  processes: ['closing'],
  beside: { heartbeats: 'playback' },
  viewers: ['playback', 'heartbeats', 'closing', 'concurrency'],
} as const satisfies SchemaContext;
