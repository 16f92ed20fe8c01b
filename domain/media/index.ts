import { anyDecider, anyProcess } from '../kernel/context.ts';
import type { DomainContext } from '../kernel/context.ts';
import { assetDecider } from './asset.decider.ts';
import { encodingDecider } from './encoding.decider.ts';
import { ingestProcess } from './ingest.process.ts';
import { packageDecider } from './package.decider.ts';
import { uploadDecider } from './upload.decider.ts';

/** From an upload to a package, and the process that leads a film along that way. */
export const media: DomainContext = {
  name: 'media',
  deciders: [uploadDecider, assetDecider, encodingDecider, packageDecider].map(anyDecider),
  processes: [anyProcess(ingestProcess)],
};
