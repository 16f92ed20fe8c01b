import type { SchemaContext } from '../kernel/context.ts';
import { concurrencyCommands } from './concurrency.commands.ts';
import { concurrencyEvents } from './concurrency.events.ts';
import { decisionCommands } from './decision.commands.ts';
import { decisionEvents } from './decision.events.ts';
import { heartbeatBatchMessage } from './heartbeat.messages.ts';
import { playbackJobs } from './jobs.ts';
import { pastPlaybackEvents, playbackUpcasters } from './past.events.ts';
import { sessionCommands } from './session.commands.ts';
import { sessionEvents } from './session.events.ts';
import { watchMarkCommands } from './watch-mark.commands.ts';
import { watchMarkEvents } from './watch-mark.events.ts';

/** Playback sessions and what players report. */
export const playback = {
  name: 'playback',
  events: [...sessionEvents, ...concurrencyEvents, ...decisionEvents, ...watchMarkEvents],
  commands: [...sessionCommands, ...concurrencyCommands, ...decisionCommands, ...watchMarkCommands],
  jobs: playbackJobs,
  messages: [heartbeatBatchMessage],
  pastEvents: pastPlaybackEvents,
  upcasters: playbackUpcasters,
  processes: ['closing'],
  beside: { heartbeats: 'playback' },
  viewers: ['playback', 'heartbeats', 'closing', 'concurrency', 'decision', 'watchmark'],
} as const satisfies SchemaContext;
