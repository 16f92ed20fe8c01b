import { titleCommands } from './catalog/title.commands.ts';
import { titleEvents } from './catalog/title.events.ts';
import type { EventOf } from './kernel/define.ts';
import { assetCommands } from './media/asset.commands.ts';
import { assetEvents } from './media/asset.events.ts';
import { encodingCommands } from './media/encoding.commands.ts';
import { encodingEvents } from './media/encoding.events.ts';
import { ingestEvents } from './media/ingest.events.ts';
import { jobCommands } from './media/job.commands.ts';
import { jobEvents } from './media/job.events.ts';
import { packageCommands } from './media/package.commands.ts';
import { packageEvents } from './media/package.events.ts';
import { uploadCommands } from './media/upload.commands.ts';
import { uploadEvents } from './media/upload.events.ts';
import { sessionCommands } from './playback/session.commands.ts';
import { sessionEvents } from './playback/session.events.ts';

/** Every version of every event that Reprise has ever written. */
export const events = [
  ...uploadEvents, ...assetEvents, ...encodingEvents, ...packageEvents, ...jobEvents, ...ingestEvents, ...titleEvents, ...sessionEvents,
] as const;

/** Every command that Reprise understands. */
export const commands = [
  ...uploadCommands, ...assetCommands, ...encodingCommands, ...packageCommands, ...jobCommands, ...titleCommands, ...sessionCommands,
] as const;

/** The union of all events at their current version, discriminated by `type`. */
export type DomainEvent = EventOf<(typeof events)[number]>;
