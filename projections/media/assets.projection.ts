import { instant, int, json, long, nullable, oneOf, table, text, uuid } from '../db/table.ts';
import type { RowOf } from '../db/table.ts';
import { fitInt } from '../db/fit.ts';
import { edit, projection, put } from '../runtime/projection.ts';
import type { Edit, Fact } from '../runtime/projection.ts';
import { JobKind } from '../../schemas/media/job.types.ts';
import type { AssetRow, AssetStage, JobCell, NoteCell, RenditionCell } from './assets.rows.ts';

export const assets = table('assets', {
  key: ['assetId'],
  columns: {
    assetId: uuid,
    uploadId: uuid,
    titleId: uuid,
    fileName: text,
    sizeBytes: long,
    sha256: nullable(text),
    stage: oneOf<AssetStage>(),
    durationMs: nullable(int),
    video: nullable(json<NonNullable<AssetRow['video']>>()),
    renditions: json<readonly RenditionCell[]>(),
    jobs: json<readonly JobCell[]>(),
    /** Jobs requested and neither completed nor finally failed. */
    rejection: nullable(json<NonNullable<AssetRow['rejection']>>()),
    notes: json<readonly NoteCell[]>(),
    posterKey: nullable(text),
    posterPlaceholder: nullable(text),
    packageId: nullable(uuid),
    startedAt: instant,
    /** Position of the first event: orders the board, and never changes. */
    startedPosition: long,
    updatedAt: instant,
    position: long,
  },
  indexes: [
    { name: 'assets_started', on: 'started_position desc' },
    { name: 'assets_stage', on: 'stage, started_position desc' },
  ],
});
export type StoredAsset = RowOf<typeof assets>;

export const packages = table('packages', {
  key: ['packageId'],
  columns: {
    packageId: uuid,
    assetId: uuid,
    storageKey: text,
    hls: text,
    dash: text,
    durationMs: int,
    totalBytes: long,
    maxHeight: int,
  },
});

type JobFact = Fact<
  | 'kernel.JobRequested'
  | 'kernel.JobStarted'
  | 'kernel.JobCompleted'
  | 'kernel.JobFailed'
  | 'kernel.JobReleased'
  | 'kernel.JobCancelled'
>;
type AssetFact = Extract<Fact, { readonly data: { readonly assetId: string } }> | JobFact;

/** The asset that a fact speaks of: jobs belong to the asset that their process leads along. */
const assetOf = ({ data }: AssetFact): string => ('assetId' in data ? data.assetId : data.processId);
const isBoardKind = (kind: string): kind is JobKind => (JobKind.options as readonly string[]).includes(kind);

/** Jobs of other processes, and of kinds that media workers do not do, are on no board of films. */
const ofIngest =
  <F extends JobFact>(handle: (fact: F) => readonly Edit[]) =>
  (fact: F): readonly Edit[] =>
    fact.data.process === 'ingest' && isBoardKind(fact.data.kind) ? handle(fact) : [];

/** Changes the row of an asset that exists. A film's first event is its upload, so nothing else makes a row. */
const change = (fact: AssetFact, changes: (row: StoredAsset) => Partial<StoredAsset>): Edit =>
  edit(assets, [assetOf(fact)], (row) => row && { ...row, ...changes(row), ...seen(fact) });

const seen = (fact: AssetFact): Pick<StoredAsset, 'updatedAt' | 'position'> => ({
  updatedAt: fact.recordedAt.toISOString(),
  position: fact.position,
});

/** Final stages stay; a late event of an earlier stage changes nothing about that. */
const stage = (row: StoredAsset, next: AssetStage): Pick<StoredAsset, 'stage'> => ({
  stage: row.stage === 'ready' || row.stage === 'rejected' || row.stage === 'aborted' ? row.stage : next,
});

type UploadFact = Fact<'media.UploadStarted' | 'media.UploadCompleted' | 'media.AssetUploaded'>;

const begin = (fact: UploadFact, next: AssetStage, sha256: string | null): Edit =>
  edit(assets, [fact.data.assetId], (row) => {
    const { assetId, uploadId, titleId, fileName, sizeBytes } = fact.data;
    const known = { assetId, uploadId, titleId, fileName, sizeBytes: BigInt(sizeBytes), sha256, ...seen(fact) };
    if (row !== undefined) return { ...row, ...known, ...(row.stage === 'uploading' ? stage(row, next) : {}) };
    return {
      ...known,
      stage: next,
      durationMs: null,
      video: null,
      renditions: [],
      jobs: [],
      rejection: null,
      notes: [],
      posterKey: null,
      posterPlaceholder: null,
      packageId: null,
      startedAt: fact.recordedAt.toISOString(),
      startedPosition: fact.position,
    };
  });

/** Changes one job's cell, unless a later attempt has superseded what the fact speaks of. */
const changeJob = (
  fact: Fact<'kernel.JobStarted' | 'kernel.JobCompleted' | 'kernel.JobFailed' | 'kernel.JobReleased'>,
  changes: (job: JobCell) => Partial<JobCell>,
): Edit =>
  change(fact, (row) => ({
    jobs: row.jobs.map((job) =>
      job.jobId === fact.data.jobId && fact.data.attempt >= job.attempt
        ? { ...job, attempt: fitInt(fact.data.attempt), worker: fact.data.worker, ...changes(job) }
        : job,
    ),
  }));

const mapRenditions = (
  row: StoredAsset,
  map: (cell: RenditionCell) => RenditionCell,
): Pick<StoredAsset, 'renditions'> => ({
  renditions: row.renditions.map(map),
});

const planned = ({ data: { plan } }: Fact<'media.EncodingPlanned'>): readonly RenditionCell[] => [
  ...plan.video.map(({ name, width, height, bitrateKbps }): RenditionCell => ({
    name,
    width: fitInt(width),
    height: fitInt(height),
    bitrateKbps: fitInt(bitrateKbps),
    state: 'planned',
    averageKbps: null,
  })),
  ...plan.audio.map(({ name, bitrateKbps }): RenditionCell => ({
    name,
    width: null,
    height: null,
    bitrateKbps: fitInt(bitrateKbps),
    state: 'planned',
    averageKbps: null,
  })),
];

/** The studio's pipeline board: one row per film with its jobs and renditions, and where each package's bytes are. */
export const assetsProjection = projection({
  name: 'assets',
  formerly: ['asset_pipeline'],
  version: 3,
  tables: [assets, packages],
  key: (fact) => assetOf(fact),
  on: {
    'media.UploadStarted': (fact) => [begin(fact, 'uploading', null)],
    'media.UploadCompleted': (fact) => [begin(fact, 'probing', fact.data.sha256)],
    'media.AssetUploaded': (fact) => [begin(fact, 'probing', fact.data.sha256)],
    'media.UploadAborted': (fact) => [change(fact, (row) => stage(row, 'aborted'))],
    'kernel.JobRequested': ofIngest((fact) => [
      change(fact, (row) => {
        if (row.jobs.some(({ jobId }) => jobId === fact.data.jobId)) return {};
        const requestedAt = fact.recordedAt.toISOString();
        const rest = { attempt: 0, worker: null, startedAt: null, finishedAt: null, wallMs: null, lastError: null };
        return {
          jobs: [
            ...row.jobs,
            {
              jobId: fact.data.jobId,
              kind: fact.data.kind as JobCell['kind'],
              state: 'requested',
              requestedAt,
              ...rest,
            },
          ],
        };
      }),
    ]),
    'kernel.JobStarted': ofIngest((fact) => [
      changeJob(fact, () => ({
        state: 'running',
        startedAt: fact.recordedAt.toISOString(),
        finishedAt: null,
        wallMs: null,
      })),
    ]),
    'kernel.JobCompleted': ofIngest((fact) => [
      changeJob(fact, () => ({
        state: 'completed',
        finishedAt: fact.recordedAt.toISOString(),
        wallMs: fitInt(fact.data.wallMs),
      })),
    ]),
    'kernel.JobFailed': ofIngest((fact) => [
      changeJob(fact, () => ({
        state: fact.data.final ? 'failed' : 'retrying',
        finishedAt: fact.recordedAt.toISOString(),
        lastError: fact.data.reason.detail === '' ? fact.data.reason.message : fact.data.reason.detail,
      })),
    ]),
    'kernel.JobReleased': ofIngest((fact) => [
      changeJob(fact, () => ({ state: 'requested', worker: null, startedAt: null })),
    ]),
    'kernel.JobCancelled': ofIngest((fact) => [
      change(fact, (row) => ({
        jobs: row.jobs.map((job) =>
          job.jobId === fact.data.jobId
            ? { ...job, state: 'cancelled', finishedAt: fact.recordedAt.toISOString() }
            : job,
        ),
      })),
    ]),
    'media.AssetProbed': (fact) => [
      change(fact, () => {
        const { durationMs, video } = fact.data.probe;
        const fps = Math.round((video.frameRate.numerator / video.frameRate.denominator) * 1000) / 1000;
        return {
          durationMs,
          video: { codec: video.codec, width: fitInt(video.width), height: fitInt(video.height), fps },
        };
      }),
    ],
    'media.AssetNoted': (fact) => [
      change(fact, (row) => {
        const { stage: from, notes } = fact.data;
        return {
          notes: [
            ...row.notes.filter((note) => note.stage !== from),
            ...notes.map((note) => ({ stage: from, ...note })),
          ],
        };
      }),
    ],
    'media.EncodingPlanned': (fact) => [
      change(fact, (row) => ({ ...stage(row, 'encoding'), renditions: planned(fact) })),
    ],
    'media.RenditionEncoded': (fact) => [
      change(fact, (row) =>
        mapRenditions(row, (cell) =>
          cell.name === fact.data.rendition.name
            ? { ...cell, state: 'encoded', averageKbps: fitInt(fact.data.rendition.averageKbps) }
            : cell,
        ),
      ),
    ],
    'media.EncodingCompleted': (fact) => [
      // What was planned and is not named was left out.
      change(fact, (row) => ({
        renditions: row.renditions
          .filter(({ name, state }) => state !== 'planned' || fact.data.renditions.includes(name))
          .map((cell): RenditionCell => (cell.state === 'planned' ? { ...cell, state: 'encoded' } : cell)),
      })),
    ],
    'media.PackagePlanned': (fact) => [change(fact, (row) => stage(row, 'packaging'))],
    'media.PackageSealed': (fact) => {
      const { packageId, assetId, storageKey, hls, dash, durationMs, totalBytes, maxHeight } = fact.data;
      return [
        put(packages, {
          packageId,
          assetId,
          storageKey,
          hls,
          dash,
          durationMs,
          totalBytes: BigInt(totalBytes),
          maxHeight,
        }),
        change(fact, (row) => ({ packageId, ...mapRenditions(row, (cell) => ({ ...cell, state: 'packaged' })) })),
      ];
    },
    'media.PosterExtracted': (fact) => [
      change(fact, () => ({ posterKey: fact.data.poster.storageKey, posterPlaceholder: fact.data.poster.placeholder })),
    ],
    'media.AssetRejected': (fact) => [
      change(fact, (row) => ({
        ...stage(row, 'rejected'),
        rejection: { stage: fact.data.stage, ...fact.data.reason },
      })),
    ],
    'media.AssetReady': (fact) => [change(fact, (row) => stage(row, 'ready'))],
  },
});
