import type { CommandOf, EventOf } from '../../schemas/kernel/define.ts';
import type { EncodingId, JobId, PackageId } from '../../schemas/kernel/ids.ts';
import type { titleCommands } from '../../schemas/catalog/title.commands.ts';
import type { assetCommands } from '../../schemas/media/asset.commands.ts';
import type { encodingCommands } from '../../schemas/media/encoding.commands.ts';
import type { EncodingPlanned } from '../../schemas/media/encoding.events.ts';
import type { ingestEvents } from '../../schemas/media/ingest.events.ts';
import type { JobCompleted, JobFailed } from '../../schemas/media/job.events.ts';
import type { JobInput, JobKind, Poster } from '../../schemas/media/job.types.ts';
import type { Probe } from '../../schemas/media/probe.ts';
import type { packageCommands } from '../../schemas/media/package.commands.ts';
import type { PackageSealed } from '../../schemas/media/package.events.ts';
import type { UploadCompleted } from '../../schemas/media/upload.events.ts';
import { evolveBy } from '../kernel/decider.ts';
import type { DeriveId, Process } from '../kernel/process.ts';
import { filmName } from './film-name.ts';

export type IngestInput = EventOf<
  typeof UploadCompleted | typeof JobCompleted | typeof JobFailed | typeof EncodingPlanned | typeof PackageSealed
>;
export type IngestOutput = EventOf<(typeof ingestEvents)[number]>;
type Data<T extends (IngestInput | IngestOutput)['type']> = Extract<IngestInput | IngestOutput, { type: T }>['data'];
type Wish = CommandOf<
  (typeof assetCommands | typeof titleCommands | typeof encodingCommands | typeof packageCommands)[number]
>;
type Untimed<C> = C extends unknown ? Omit<C, 'at'> : never;
type Jobs = { readonly [K in JobKind]?: { readonly jobId: JobId; readonly input: Extract<JobInput, { kind: K }> } };

/** What the process remembers, all of it from its own outputs. */
interface Running {
  readonly started: Data<'media.IngestStarted'>;
  readonly jobs: Jobs;
  /** Types of the commands that were asked for. */
  readonly asked: readonly string[];
  /** What the encoding was planned from, once that was asked for. */
  readonly probed?: { readonly encodingId: EncodingId; readonly probe: Probe };
  /** Undefined until known; null when there will be no poster. */
  readonly poster?: Poster | null;
  readonly sealed?: { readonly packageId: PackageId; readonly encodingId: EncodingId; readonly durationMs: number };
}
export type IngestState =
  | { readonly status: 'none' }
  | ({ readonly status: 'running' } & Running)
  | { readonly status: 'finished' };
type Live = Extract<IngestState, { status: 'running' }>;

const whileRunning =
  <D>(step: (state: Live, data: D) => IngestState) =>
  (state: IngestState, data: D): IngestState =>
    state.status === 'running' ? step(state, data) : state;

const evolve = evolveBy<IngestState, IngestOutput>({
  'media.IngestStarted': (_, started) => ({ status: 'running', started, jobs: {}, asked: [] }),
  'media.JobRequested': whileRunning((state, { jobId, input }) => ({
    ...state,
    jobs: { ...state.jobs, [input.kind]: { jobId, input } },
  })),
  'media.IngestCommandRequested': whileRunning((state, { command }) => ({
    ...state,
    asked: [...state.asked, command.type],
    // The process made this command itself (onCompleted, probe), so its data is what PlanEncoding takes.
    ...(command.type === 'PlanEncoding' ? { probed: command.data as unknown as NonNullable<Running['probed']> } : {}),
  })),
  'media.IngestPosterSettled': whileRunning((state, { poster }) => ({ ...state, poster })),
  'media.IngestPackageSealed': whileRunning((state, { packageId, encodingId, durationMs }) => ({
    ...state,
    sealed: { packageId, encodingId, durationMs },
  })),
  'media.IngestFinished': () => ({ status: 'finished' }),
});

/** Builds outputs of one reaction; ids derive from the input event, so a second reaction makes the same ones. */
const outputs = (assetId: Data<'media.IngestStarted'>['assetId'], derive: DeriveId) => ({
  job: (input: JobInput): IngestOutput => ({
    type: 'media.JobRequested',
    data: { jobId: derive(`job/${input.kind}`) as JobId, assetId, input },
  }),
  command: (category: string, streamId: string, { type, data }: Untimed<Wish>): IngestOutput => ({
    type: 'media.IngestCommandRequested',
    data: { assetId, requestId: derive(`command/${type}`), category, streamId, command: { type, data } },
  }),
});

function onUpload(data: Data<'media.UploadCompleted'>, derive: DeriveId): IngestOutput[] {
  const { uploadId, assetId, titleId, fileName, sizeBytes, sha256, storageKey } = data;
  const make = outputs(assetId, derive);
  const details = { name: filmName(fileName), synopsis: null, releaseYear: null, attribution: null };
  return [
    { type: 'media.IngestStarted', data: { assetId, uploadId, titleId, sourceKey: storageKey } },
    make.command('asset', assetId, {
      type: 'RegisterAsset',
      data: { assetId, uploadId, titleId, fileName, sizeBytes, sha256, storageKey },
    }),
    make.command('title', titleId, { type: 'CreateTitle', data: { titleId, assetId, details } }),
    make.job({ kind: 'probe', assetId, sourceKey: storageKey, sha256 }),
  ];
}

function onCompleted({ result, jobId }: Data<'media.JobCompleted'>, state: Live, derive: DeriveId): IngestOutput[] {
  const { assetId, sourceKey } = state.started;
  if (state.jobs[result.kind]?.jobId !== jobId) return [];
  const make = outputs(assetId, derive);
  switch (result.kind) {
    case 'probe': {
      if (state.asked.includes('RecordProbe')) return [];
      const { probe } = result;
      const encodingId = derive('encoding') as EncodingId;
      return [
        make.command('asset', assetId, { type: 'RecordProbe', data: { assetId, probe } }),
        make.command('encoding', encodingId, { type: 'PlanEncoding', data: { encodingId, assetId, sourceKey, probe } }),
        make.job({ kind: 'poster', assetId, sourceKey, durationMs: probe.durationMs }),
      ];
    }
    case 'poster':
      if (state.poster !== undefined) return [];
      return [
        make.command('asset', assetId, { type: 'AttachPoster', data: { assetId, poster: result.poster } }),
        ...settlePoster(state, result.poster, derive),
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
        make.command('package', packageId, { type: 'PlanPackage', data: { packageId, assetId, encodingId } }),
        make.job({ kind: 'package', assetId, encodingId, packageId, encodingKey, plan }),
      ];
    }
    case 'package': {
      if (state.jobs.package === undefined || state.asked.includes('SealPackage')) return [];
      const { packageId, encodingId } = state.jobs.package.input;
      const { kind: _, ...made } = result;
      return [
        make.command('package', packageId, { type: 'SealPackage', data: { packageId, assetId, encodingId, ...made } }),
      ];
    }
  }
}

function onFailed(
  { kind, jobId, final, reason }: Data<'media.JobFailed'>,
  state: Live,
  derive: DeriveId,
): IngestOutput[] {
  if (!final || state.jobs[kind]?.jobId !== jobId) return [];
  if (kind === 'poster') return state.poster === undefined ? settlePoster(state, null, derive) : [];
  const { assetId } = state.started;
  return [
    outputs(assetId, derive).command('asset', assetId, { type: 'RejectAsset', data: { assetId, stage: kind, reason } }),
    { type: 'media.IngestFinished', data: { assetId, outcome: 'rejected' } },
  ];
}

function settlePoster(state: Live, poster: Poster | null, derive: DeriveId): IngestOutput[] {
  const { assetId } = state.started;
  return [
    { type: 'media.IngestPosterSettled', data: { assetId, poster } },
    ...finishWhenWhole({ ...state, poster }, derive),
  ];
}

function onSealed(
  { packageId, encodingId, durationMs, assetId }: Data<'media.PackageSealed'>,
  state: Live,
  derive: DeriveId,
): IngestOutput[] {
  if (state.sealed !== undefined || state.jobs.package?.input.packageId !== packageId) return [];
  const sealed = { packageId, encodingId, durationMs };
  return [
    { type: 'media.IngestPackageSealed', data: { assetId, ...sealed } },
    ...finishWhenWhole({ ...state, sealed }, derive),
  ];
}

/** Package and poster come in either order; whoever is last ends the ingest. */
function finishWhenWhole({ started: { assetId, titleId }, sealed, poster }: Live, derive: DeriveId): IngestOutput[] {
  if (sealed === undefined || poster === undefined) return [];
  const { packageId, encodingId, durationMs } = sealed;
  const make = outputs(assetId, derive);
  return [
    make.command('asset', assetId, { type: 'MarkAssetReady', data: { assetId, encodingId, packageId, durationMs } }),
    make.command('title', titleId, {
      type: 'AttachTitleMedia',
      data: { titleId, assetId, packageId, durationMs, poster },
    }),
    { type: 'media.IngestFinished', data: { assetId, outcome: 'ready' } },
  ];
}

function onPlanned(
  { encodingId, sourceKey, plan, assetId }: Data<'media.EncodingPlanned'>,
  state: Live,
  derive: DeriveId,
): IngestOutput[] {
  if (state.jobs.encode !== undefined || state.probed?.encodingId !== encodingId) return [];
  return [
    outputs(assetId, derive).job({ kind: 'encode', assetId, encodingId, sourceKey, probe: state.probed.probe, plan }),
  ];
}

/** From a finished upload to a playable asset with a title, or to a rejected one. Each job is asked for once. */
export const ingestProcess: Process<IngestState, IngestInput, IngestOutput> = {
  category: 'ingest',
  inputs: [
    'media.UploadCompleted',
    'media.JobCompleted',
    'media.JobFailed',
    'media.EncodingPlanned',
    'media.PackageSealed',
  ],
  route: (event) => event.data.assetId,
  initial: { status: 'none' },
  evolve,
  react: ({ event }, state, derive) => {
    if (event.type === 'media.UploadCompleted') return state.status === 'none' ? onUpload(event.data, derive) : [];
    if (state.status !== 'running') return [];
    switch (event.type) {
      case 'media.JobCompleted':
        return onCompleted(event.data, state, derive);
      case 'media.JobFailed':
        return onFailed(event.data, state, derive);
      case 'media.EncodingPlanned':
        return onPlanned(event.data, state, derive);
      case 'media.PackageSealed':
        return onSealed(event.data, state, derive);
    }
  },
};
