import type { uploadCommands } from '../../schemas/media/upload.commands.ts';
import type { uploadEvents } from '../../schemas/media/upload.events.ts';
import type { CommandOf, EventOf } from '../../schemas/kernel/define.ts';
import { accepted, decideBy, evolveBy, refuse } from '../kernel/decider.ts';
import type { Decider, Rejection } from '../kernel/decider.ts';

export type UploadEvent = EventOf<(typeof uploadEvents)[number]>;
export type UploadCommand = CommandOf<(typeof uploadCommands)[number]>;
type Started = Extract<UploadEvent, { type: 'media.UploadStarted' }>['data'];

export type UploadState =
  | { readonly status: 'none' }
  | { readonly status: 'open'; readonly started: Started }
  | { readonly status: 'complete'; readonly sha256: string }
  | { readonly status: 'aborted' };

const unknownUpload = () => refuse('upload.unknown', 'There is no such upload; start one first.');
const abortedUpload = () => refuse('upload.aborted', 'This upload was given up; start a new one.');

/** An upload is started once and ends once: complete or aborted. */
export const uploadDecider: Decider<UploadState, UploadCommand, UploadEvent> = {
  category: 'upload',
  initial: { status: 'none' },
  evolve: evolveBy<UploadState, UploadEvent>({
    'media.UploadStarted': (_, started) => ({ status: 'open', started }),
    'media.UploadCompleted': (_, { sha256 }) => ({ status: 'complete', sha256 }),
    'media.UploadAborted': () => ({ status: 'aborted' }),
  }),
  decide: decideBy<UploadState, UploadCommand, UploadEvent, Rejection>({
    StartUpload: (state, data) =>
      state.status === 'none'
        ? accepted<UploadEvent>({ type: 'media.UploadStarted', data })
        : refuse('upload.already-started', 'This upload was started before; use a new upload id.'),
    CompleteUpload: (state, { sizeBytes, sha256, storageKey }) => {
      if (state.status === 'none') return unknownUpload();
      if (state.status === 'aborted') return abortedUpload();
      if (state.status === 'complete')
        return state.sha256 === sha256
          ? accepted()
          : refuse('upload.already-complete', 'This upload is complete with other bytes; start a new one.');
      const { uploadId, assetId, titleId, fileName, sizeBytes: announced } = state.started;
      if (sizeBytes !== announced)
        return refuse(
          'upload.size-differs',
          `The upload announced ${announced} bytes but ${sizeBytes} arrived; upload the file again.`,
        );
      return accepted<UploadEvent>({
        type: 'media.UploadCompleted',
        data: { uploadId, assetId, titleId, fileName, sizeBytes, sha256, storageKey },
      });
    },
    AbortUpload: (state, { uploadId, reason }) => {
      if (state.status === 'none') return unknownUpload();
      if (state.status === 'aborted') return accepted();
      if (state.status === 'complete')
        return refuse('upload.already-complete', 'All bytes have arrived; it is too late to give this upload up.');
      return accepted<UploadEvent>({
        type: 'media.UploadAborted',
        data: { uploadId, assetId: state.started.assetId, reason },
      });
    },
  }),
};
