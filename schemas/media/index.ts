import type { SchemaContext } from '../kernel/context.ts';
import { assetCommands } from './asset.commands.ts';
import { assetEvents } from './asset.events.ts';
import { encodingCommands } from './encoding.commands.ts';
import { encodingEvents } from './encoding.events.ts';
import { ingestEvents } from './ingest.events.ts';
import { mediaJobs } from './jobs.ts';
import { packageCommands } from './package.commands.ts';
import { packageEvents } from './package.events.ts';
import { mediaRenamings, mediaUpcasters, pastMediaEvents } from './past.events.ts';
import { uploadCommands } from './upload.commands.ts';
import { uploadEvents } from './upload.events.ts';

/** Uploads, assets, encodings and packages. */
export const media = {
  name: 'media',
  events: [...uploadEvents, ...assetEvents, ...encodingEvents, ...packageEvents, ...ingestEvents],
  commands: [...uploadCommands, ...assetCommands, ...encodingCommands, ...packageCommands],
  jobs: mediaJobs,
  pastEvents: pastMediaEvents,
  upcasters: mediaUpcasters,
  renamings: mediaRenamings,
} as const satisfies SchemaContext;
