import { titleCommands } from './catalog/title.commands.ts';
import { titleEvents } from './catalog/title.events.ts';
import { createCatalog } from './kernel/catalog.ts';
import type { CommandDefinition, CommandOf, EventDefinition, EventOf } from './kernel/define.ts';
import type { Upcaster } from './kernel/upcast.ts';
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

/** Every event type of Reprise at its current version. */
export const events = [
  ...uploadEvents,
  ...assetEvents,
  ...encodingEvents,
  ...packageEvents,
  ...jobEvents,
  ...ingestEvents,
  ...titleEvents,
  ...sessionEvents,
] as const;

/** Versions that stand in the log but are written no more. A definition moves here when its successor takes its place above. */
export const pastEvents: readonly EventDefinition[] = [];

/** The steps from each past version to the next. */
export const upcasters: readonly Upcaster[] = [];

/** Every command that Reprise understands. */
export const commands = [
  ...uploadCommands,
  ...assetCommands,
  ...encodingCommands,
  ...packageCommands,
  ...jobCommands,
  ...titleCommands,
  ...sessionCommands,
] as const;

/** The union of all events at their current version, discriminated by `type`. */
export type DomainEvent = EventOf<(typeof events)[number]>;

/** The union of all commands, discriminated by `type`. */
export type Command = CommandOf<(typeof commands)[number]>;

/** All events by type, with validators and upcasters. */
export const catalog = createCatalog([...events, ...pastEvents], upcasters);

/** All commands by type. */
export const commandCatalog: ReadonlyMap<string, CommandDefinition> = new Map(
  commands.map((command) => [command.type, command]),
);
