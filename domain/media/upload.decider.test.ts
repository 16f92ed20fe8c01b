import { describe, it } from 'node:test';
import { given } from '../testing/given.ts';
import { assetId, sha, titleId, uploadId } from './samples.ts';
import { uploadDecider } from './upload.decider.ts';
import type { UploadEvent } from './upload.decider.ts';

const begun = { uploadId, assetId, titleId, fileName: 'a film.mp4', sizeBytes: 100 };
const bytes = { uploadId, sizeBytes: 100, sha256: sha('a'), storageKey: `sources/${assetId}` };
const started: UploadEvent = { type: 'media.UploadStarted', data: begun };
const completed: UploadEvent = { type: 'media.UploadCompleted', data: { ...begun, ...bytes } };
const aborted: UploadEvent = { type: 'media.UploadAborted', data: { uploadId, assetId, reason: 'cancelled' } };
const start = { type: 'StartUpload', data: begun } as const;
const complete = { type: 'CompleteUpload', data: bytes } as const;
const abort = { type: 'AbortUpload', data: { uploadId, reason: 'cancelled' } } as const;

describe('upload', () => {
  it('starts once', () => {
    given(uploadDecider).when(start).thenEvents(started);
    for (const history of [[started], [started, completed], [started, aborted]])
      given(uploadDecider, ...history)
        .when(start)
        .thenRefused('upload.already-started');
  });
  it('completes with what its start announced', () =>
    given(uploadDecider, started).when(complete).thenEvents(completed));
  it('refuses another size than announced', () =>
    given(uploadDecider, started)
      .when({ ...complete, data: { ...bytes, sizeBytes: 99 } })
      .thenRefused('upload.size-differs'));
  it('completing again with the same bytes changes nothing, with others it is refused', () => {
    given(uploadDecider, started, completed).when(complete).thenEvents();
    given(uploadDecider, started, completed)
      .when({ ...complete, data: { ...bytes, sha256: sha('f') } })
      .thenRefused('upload.already-complete');
  });
  it('can be given up while it is open, and only then', () => {
    given(uploadDecider, started).when(abort).thenEvents(aborted);
    given(uploadDecider, started, aborted).when(abort).thenEvents();
    given(uploadDecider, started, completed).when(abort).thenRefused('upload.already-complete');
    given(uploadDecider, started, aborted).when(complete).thenRefused('upload.aborted');
  });
  it('must exist', () => {
    given(uploadDecider).when(complete).thenRefused('upload.unknown');
    given(uploadDecider).when(abort).thenRefused('upload.unknown');
  });
});
