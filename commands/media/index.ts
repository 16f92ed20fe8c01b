import { assetDecider } from '../../domain/media/asset.decider.ts';
import { encodingDecider } from '../../domain/media/encoding.decider.ts';
import { packageDecider } from '../../domain/media/package.decider.ts';
import { uploadDecider } from '../../domain/media/upload.decider.ts';
import { assetCommands } from '../../schemas/media/asset.commands.ts';
import { encodingCommands } from '../../schemas/media/encoding.commands.ts';
import { packageCommands } from '../../schemas/media/package.commands.ts';
import { uploadCommands } from '../../schemas/media/upload.commands.ts';
import { handlersOf } from '../pipeline/context.ts';
import type { CommandContext } from '../pipeline/context.ts';
import { only, staffMay } from '../pipeline/policy.ts';

const uploaders = staffMay('media.upload', 'system');
const byProcess = only('process');

/** Uploads are begun by staff; the way from there to a package is led by a process. */
export const media: CommandContext = {
  name: 'media',
  handlers: [
    ...handlersOf(uploadDecider, uploadCommands, {
      StartUpload: staffMay('media.upload'),
      CompleteUpload: uploaders,
      AbortUpload: uploaders,
    }),
    ...handlersOf(assetDecider, assetCommands, {
      RegisterAsset: byProcess,
      RecordProbe: byProcess,
      NoteAsset: byProcess,
      AttachPoster: byProcess,
      RejectAsset: byProcess,
      MarkAssetReady: byProcess,
    }),
    ...handlersOf(encodingDecider, encodingCommands, { PlanEncoding: byProcess, CompleteEncoding: byProcess }),
    ...handlersOf(packageDecider, packageCommands, { PlanPackage: byProcess, SealPackage: byProcess }),
  ],
};
