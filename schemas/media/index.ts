import type { SchemaContext } from '../kernel/context.ts';
import { assetCommands } from './asset.commands.ts';
import { assetEvents } from './asset.events.ts';
import { encodingCommands } from './encoding.commands.ts';
import { encodingEvents } from './encoding.events.ts';
import { ingestEvents } from './ingest.events.ts';
import { jobCommands } from './job.commands.ts';
import { jobEvents } from './job.events.ts';
import { packageCommands } from './package.commands.ts';
import { packageEvents } from './package.events.ts';
import { uploadCommands } from './upload.commands.ts';
import { uploadEvents } from './upload.events.ts';

/** Uploads, assets, encodings and packages. */
export const mediaSchemas = {
  name: 'media',
  events: [...uploadEvents, ...assetEvents, ...encodingEvents, ...packageEvents, ...jobEvents, ...ingestEvents],
  commands: [...uploadCommands, ...assetCommands, ...encodingCommands, ...packageCommands, ...jobCommands],
} as const satisfies SchemaContext;
