import type { SchemaContext } from '../kernel/context.ts';
import { concurrencyCommands } from './concurrency.commands.ts';
import { concurrencyEvents } from './concurrency.events.ts';
import { decisionCommands } from './decision.commands.ts';
import { decisionEvents } from './decision.events.ts';
import { playbackJobs } from './jobs.ts';
import { sessionCommands } from './session.commands.ts';
import { sessionEvents } from './session.events.ts';

/** Playback sessions and what players report. */
export const playback = {
  name: 'playback',
  events: [...sessionEvents, ...concurrencyEvents, ...decisionEvents],
  commands: [...sessionCommands, ...concurrencyCommands, ...decisionCommands],
  jobs: playbackJobs,
  processes: ['closing'],
  beside: { heartbeats: 'playback' },
  viewers: ['playback', 'heartbeats', 'closing', 'concurrency', 'decision'],
} as const satisfies SchemaContext;
