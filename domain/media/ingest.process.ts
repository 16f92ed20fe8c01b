import type { EventOf } from '../../schemas/kernel/define.ts';
import type { EncodingId, PackageId } from '../../schemas/media/ids.ts';
import type { EncodingPlanned } from '../../schemas/media/encoding.events.ts';
import type { JobInput, JobResult } from '../../schemas/media/job.types.ts';
import type { PackageSealed } from '../../schemas/media/package.events.ts';
import type { UploadCompleted } from '../../schemas/media/upload.events.ts';
import type { Process, ProcessFeedback } from '../kernel/process.ts';
import { requestsOf } from '../kernel/requests.ts';
import { filmName } from './film-name.ts';
import { onFailed, onRefused, onStarted, onTimer } from './ingest.failures.ts';
import { evolveIngest } from './ingest.state.ts';
import type { IngestMilestone, IngestState, RunningIngest } from './ingest.state.ts';
import { decidePoster, finishWhenWhole, noteAsset, withDeadline } from './ingest.steps.ts';
import type { IngestCommand, IngestOutput, Reaction } from './ingest.steps.ts';

export type IngestInput = EventOf<typeof UploadCompleted | typeof EncodingPlanned | typeof PackageSealed>;
type Data<T extends (IngestInput | ProcessFeedback)['type']> = Extract<
  IngestInput | ProcessFeedback,
  { type: T }
>['data'];
function onUpload(data: Data<'media.UploadCompleted'>, reaction: Reaction): IngestOutput[] {
  const { uploadId, assetId, titleId, fileName, sizeBytes, sha256, storageKey } = data;
  const { make } = reaction;
  const details = { name: filmName(fileName), synopsis: null, releaseYear: null, attribution: null };
  return [
    { type: 'media.IngestStarted', data: { assetId, uploadId, titleId, sourceKey: storageKey } },
    make.command('asset', assetId, {
      type: 'RegisterAsset',
      data: { assetId, uploadId, titleId, fileName, sizeBytes, sha256, storageKey },
    }),
    make.command('title', titleId, { type: 'CreateTitle', data: { titleId, assetId, details } }),
    ...withDeadline(reaction, { kind: 'probe', assetId, sourceKey: storageKey, sha256 }),
  ];
}

function onCompleted(data: Data<'kernel.JobCompleted'>, state: RunningIngest, reaction: Reaction): IngestOutput[] {
  // A completed job's result was held against its definition when it was reported.
  const result = data.result as JobResult;
  const job = state.jobs[result.kind];
  if (job?.jobId !== data.jobId) return [];
  const outputs = nextSteps(result, state, reaction);
  return outputs.length === 0 || job.timer === undefined ? outputs : [reaction.make.cancelTimer(job.timer), ...outputs];
}

/** What follows a finished stage; nothing when it was followed up before. */
function nextSteps(result: JobResult, state: RunningIngest, reaction: Reaction): IngestOutput[] {
  const { assetId, sourceKey } = state.started;
  const { make, derive } = reaction;
  switch (result.kind) {
    case 'probe': {
      if (state.asked.includes('RecordProbe')) return [];
      const { probe } = result;
      const encodingId = derive('encoding') as EncodingId;
      return [
        make.command('asset', assetId, { type: 'RecordProbe', data: { assetId, probe } }),
        ...noteAsset(result.kind, result.notes, state, reaction),
        make.command('encoding', encodingId, {
          type: 'PlanEncoding',
          data: { encodingId, assetId, sourceKey, probe },
        }),
        ...withDeadline(reaction, {
          kind: 'poster',
          assetId,
          sourceKey,
          durationMs: probe.durationMs,
          videoIndex: probe.video.index,
        }),
      ];
    }
    case 'poster':
      if (state.poster !== undefined) return [];
      return [
        make.command('asset', assetId, { type: 'AttachPoster', data: { assetId, poster: result.poster } }),
        ...decidePoster(state, result.poster, reaction),
      ];
    case 'encode': {
      const encode = state.jobs.encode;
      if (encode === undefined || state.asked.includes('CompleteEncoding')) return [];
      const { encodingId, plan } = encode.input;
      const packageId = derive('package') as PackageId;
      const { encodingKey, durationMs, renditions } = result;
      return [
        make.command('encoding', encodingId, {
          type: 'CompleteEncoding',
          data: { encodingId, assetId, encodingKey, durationMs, renditions },
        }),
        ...noteAsset(result.kind, result.notes, state, reaction),
        make.command('package', packageId, { type: 'PlanPackage', data: { packageId, assetId, encodingId } }),
        ...withDeadline(reaction, {
          kind: 'package',
          assetId,
          encodingId,
          packageId,
          encodingKey,
          // Sound that could not be encoded was left out.
          plan: { ...plan, audio: plan.audio.filter((audio) => renditions.some(({ name }) => name === audio.name)) },
        }),
      ];
    }
    case 'package': {
      if (state.jobs.package === undefined || state.asked.includes('SealPackage')) return [];
      const { packageId, encodingId } = state.jobs.package.input;
      const { kind: _, ...made } = result;
      return [
        make.command('package', packageId, {
          type: 'SealPackage',
          data: { packageId, assetId, encodingId, ...made },
        }),
      ];
    }
  }
}

function onSealed(
  { packageId, encodingId, durationMs, assetId }: Data<'media.PackageSealed'>,
  state: RunningIngest,
  reaction: Reaction,
): IngestOutput[] {
  if (state.sealed !== undefined || state.jobs.package?.input.packageId !== packageId) return [];
  const sealed = { packageId, encodingId, durationMs };
  return [
    { type: 'media.IngestPackageSealed', data: { assetId, ...sealed } },
    ...finishWhenWhole({ ...state, sealed }, reaction),
  ];
}

function onPlanned(
  { encodingId, sourceKey, plan, assetId }: Data<'media.EncodingPlanned'>,
  state: RunningIngest,
  reaction: Reaction,
): IngestOutput[] {
  if (state.jobs.encode !== undefined || state.probed?.encodingId !== encodingId) return [];
  return withDeadline(reaction, { kind: 'encode', assetId, encodingId, sourceKey, probe: state.probed.probe, plan });
}

/**
 * From a finished upload to a playable asset with a title, or to a rejected one. Each stage is watched by a timer, so that
 * no film waits for ever, and a command that is refused ends its film with the reason.
 */
export const ingestProcess: Process<IngestState, IngestInput, IngestMilestone> = {
  category: 'ingest',
  inputs: [
    'media.UploadCompleted',
    'media.EncodingPlanned',
    'media.PackageSealed',
    'kernel.JobStarted',
    'kernel.JobCompleted',
    'kernel.JobFailed',
    'kernel.CommandRefused',
    'kernel.TimerFired',
  ],
  route: (event) => event.data.assetId,
  initial: { status: 'none' },
  evolve: evolveIngest,
  react: ({ event, at }, state, derive) => {
    const instance = 'assetId' in event.data ? event.data.assetId : event.data.processId;
    const reaction = { make: requestsOf<IngestCommand, JobInput>('ingest', instance, derive), at, derive };
    if (event.type === 'media.UploadCompleted') return state.status === 'none' ? onUpload(event.data, reaction) : [];
    if (event.type === 'kernel.CommandRefused') return onRefused(event.data, state, reaction);
    if (state.status !== 'running') return [];
    switch (event.type) {
      case 'kernel.JobStarted':
        return onStarted(event.data, state, reaction);
      case 'kernel.JobCompleted':
        return onCompleted(event.data, state, reaction);
      case 'kernel.JobFailed':
        return onFailed(event.data, state, reaction);
      case 'kernel.TimerFired':
        return onTimer(event.data, state, reaction);
      case 'media.EncodingPlanned':
        return onPlanned(event.data, state, reaction);
      case 'media.PackageSealed':
        return onSealed(event.data, state, reaction);
    }
  },
};
