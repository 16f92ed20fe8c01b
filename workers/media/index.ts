import { anyWorker } from '../runtime/context.ts';
import type { MediaTools } from './media-tools.ts';
import { sweep } from './janitor.ts';
import { mediaJobs } from './media-jobs.ts';
import { prepareMedia } from './media-tools.ts';

/** Probing, posters, encoding and packaging. */
export const media = anyWorker<MediaTools>({
  name: 'media',
  jobs: mediaJobs,
  prepare: prepareMedia,
  cleanUp: sweep,
});
