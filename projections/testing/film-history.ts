import type { JobInput, JobResult } from '../../schemas/media/job.types.ts';
import type { DomainEvent } from '../../schemas/contexts.ts';
import { makeEvent, OCCURRED_AT } from './made-events.ts';
import type { Addressed, DataOf, Loose } from './made-events.ts';
import type { Chance } from './random.ts';

/** The life of one film, from upload to publication: about 30 events, in causal order. */
export function filmHistory(chance: Chance, name: string): readonly Addressed[] {
  const [uploadId, assetId, titleId, encodingId, packageId] = [
    chance.uuid(),
    chance.uuid(),
    chance.uuid(),
    chance.uuid(),
    chance.uuid(),
  ];
  const out: Addressed[] = [];
  const add = <T extends DomainEvent['type']>(stream: string, type: T, data: DataOf<T>): void =>
    void out.push({ stream, event: makeEvent(chance, type, data) });
  const sha256 = 'a'.repeat(64);
  const fileName = `${name}.mp4`;
  const sizeBytes = 1_000_000 + chance.below(4e9);
  const sourceKey = `sources/${assetId}`;
  const poster = {
    storageKey: `posters/${assetId}/1.jpg`,
    width: 1280,
    height: 720,
    sha256,
    placeholder: 'data:image/jpeg;base64,AA==',
  };
  const plan = {
    ladderVersion: '1',
    frameRate: { numerator: 30_000, denominator: 1001 },
    gopFrames: 60,
    segmentMs: 6000,
    deinterlace: false,
    toneMap: false,
    video: [360, 720].map((height) => ({
      name: `v${height}`,
      width: (height * 16) / 9,
      height,
      bitrateKbps: height * 2,
      maxrateKbps: height * 3,
      bufsizeKbps: height * 4,
      profile: 'high' as const,
      level: '4.0',
    })),
    audio: [{ name: 'a128', sourceIndex: 1, bitrateKbps: 128, channels: 2, language: 'en' }],
  };
  const durationMs = 60_000 + chance.below(7_200_000);
  const probe = {
    container: 'mov',
    durationMs,
    bitRate: 4_000_000,
    toolVersion: '5.1',
    video: {
      index: 0,
      codec: 'h264',
      width: 1280,
      height: 720,
      frameRate: plan.frameRate,
      pixelFormat: 'yuv420p',
      rotation: 0,
      sampleAspectRatio: '1:1',
      colourTransfer: null,
      interlaced: false,
    },
    audio: [],
  };
  const reason = {
    code: 'undecodable' as const,
    message: 'It cannot be decoded.',
    detail: `moov "atom"\tnot \\found\n${name}`,
  };
  type Input = Loose<JobInput>;
  type Result = Loose<JobResult>;
  const job = (input: Input, result: Result | undefined): void => {
    const jobId = chance.uuid();
    const ref = { process: 'ingest', processId: assetId };
    const who = { jobId, kind: input.kind, ...ref, worker: `worker-${chance.below(3)}` };
    add(`ingest-${assetId}`, 'kernel.JobRequested', { jobId, kind: input.kind, ...ref, input });
    const tries = 1 + (chance.next() < 0.2 ? 1 : 0);
    for (let attempt = 1; attempt <= tries; attempt += 1) {
      add(`job-${jobId}`, 'kernel.JobStarted', { ...who, attempt });
      if (attempt < tries)
        add(`job-${jobId}`, 'kernel.JobFailed', {
          ...who,
          attempt,
          reason,
          final: false,
          retryAt: OCCURRED_AT,
          runs: [],
        });
    }
    if (result === undefined)
      add(`job-${jobId}`, 'kernel.JobFailed', { ...who, attempt: tries, reason, final: true, retryAt: null, runs: [] });
    else
      add(`job-${jobId}`, 'kernel.JobCompleted', {
        ...who,
        attempt: tries,
        result,
        wallMs: chance.below(9000),
        cpuMs: 5,
        runs: [],
      });
  };

  add(`upload-${uploadId}`, 'media.UploadStarted', { uploadId, assetId, titleId, fileName, sizeBytes });
  if (chance.next() < 0.1) {
    add(`upload-${uploadId}`, 'media.UploadAborted', { uploadId, assetId, reason: 'cancelled' });
    return out;
  }
  const upload = { uploadId, assetId, titleId, fileName, sizeBytes, sha256, storageKey: sourceKey };
  add(`upload-${uploadId}`, 'media.UploadCompleted', upload);
  add(`ingest-${assetId}`, 'media.IngestStarted', { assetId, uploadId, titleId, sourceKey });
  add(`asset-${assetId}`, 'media.AssetUploaded', upload);
  add(`title-${titleId}`, 'catalog.TitleCreated', {
    titleId,
    assetId,
    details: { name, synopsis: null, releaseYear: null, attribution: null },
  });
  const isFilm = chance.next() > 0.15;
  job({ kind: 'probe', assetId, sourceKey, sha256 }, isFilm ? { kind: 'probe', probe } : undefined);
  if (!isFilm) {
    add(`asset-${assetId}`, 'media.AssetRejected', { assetId, stage: 'probe', reason });
    add(`ingest-${assetId}`, 'media.IngestFinished', { assetId, outcome: 'rejected' });
    return out;
  }
  add(`asset-${assetId}`, 'media.AssetProbed', { assetId, probe });
  add(`encoding-${encodingId}`, 'media.EncodingPlanned', { encodingId, assetId, sourceKey, plan });
  job({ kind: 'poster', assetId, sourceKey, durationMs }, { kind: 'poster', poster });
  add(`asset-${assetId}`, 'media.PosterExtracted', { assetId, poster });
  const renditions = ['v360', 'v720', 'a128'].map((rendition) => ({
    name: rendition,
    kind: rendition.startsWith('v') ? ('video' as const) : ('audio' as const),
    bytes: 5,
    sha256,
    durationMs,
    averageKbps: 90 + chance.below(900),
    frames: 1,
    codec: 'x',
  }));
  job(
    { kind: 'encode', assetId, encodingId, sourceKey, probe, plan },
    { kind: 'encode', encodingKey: 'k', durationMs, renditions },
  );
  for (const rendition of renditions)
    add(`encoding-${encodingId}`, 'media.RenditionEncoded', { encodingId, assetId, rendition });
  add(`encoding-${encodingId}`, 'media.EncodingCompleted', {
    encodingId,
    assetId,
    encodingKey: 'k',
    durationMs,
    renditions: renditions.map((each) => each.name),
  });
  add(`package-${packageId}`, 'media.PackagePlanned', { packageId, assetId, encodingId });
  job(
    { kind: 'package', assetId, encodingId, packageId, encodingKey: 'k', plan },
    {
      kind: 'package',
      storageKey: `packages/${packageId}/1`,
      hls: 'main.m3u8',
      dash: 'main.mpd',
      durationMs,
      totalBytes: 7e9,
      tracks: [],
    },
  );
  add(`package-${packageId}`, 'media.PackageSealed', {
    packageId,
    assetId,
    encodingId,
    storageKey: `packages/${packageId}/1`,
    hls: 'main.m3u8',
    dash: 'main.mpd',
    durationMs,
    totalBytes: 7e9,
    maxHeight: 720,
  });
  add(`asset-${assetId}`, 'media.AssetReady', { assetId, encodingId, packageId, durationMs });
  add(`title-${titleId}`, 'catalog.TitleMediaAttached', { titleId, assetId, packageId, durationMs, poster });
  if (chance.next() < 0.5)
    add(`title-${titleId}`, 'catalog.TitleDetailsEdited', {
      titleId,
      changes: [
        { field: 'name', before: name, after: `${name} (“cut” ${chance.below(9)})` },
        { field: 'releaseYear', before: null, after: 1900 + chance.below(120) },
      ],
    });
  add(`title-${titleId}`, 'catalog.TitlePublished', { titleId, packageId, name });
  if (chance.next() < 0.7) add(`title-${titleId}`, 'catalog.TitleRated', { titleId, age: chance.below(19) });
  if (chance.next() < 0.3) add(`title-${titleId}`, 'catalog.TitleTagged', { titleId, tags: ['crime', 'sport'] });
  if (chance.next() < 0.2) add(`title-${titleId}`, 'catalog.TitleUnpublished', { titleId, reason: 'rights' });
  add(`ingest-${assetId}`, 'media.IngestFinished', { assetId, outcome: 'ready' });
  return out;
}

/** The year of a title whose row PostgreSQL refuses, where `refusingTitles` folds it. */
export const REFUSED_YEAR = 2199;

/** The events of a title whose row `refusingTitles` makes such that PostgreSQL refuses it. */
export function refusedTitle(chance: Chance): readonly Addressed[] {
  const events = filmHistory(chance, 'A film of a far year').filter(({ stream }) => stream.startsWith('title-'));
  const [created] = events;
  if (created === undefined) throw new Error('the seed makes no title');
  const { titleId } = created.event.data as DataOf<'catalog.TitleCreated'>;
  const changes = [{ field: 'releaseYear', before: null, after: REFUSED_YEAR }];
  const edited = makeEvent(chance, 'catalog.TitleDetailsEdited', { titleId, changes });
  // Last, because a batch writes a row as its last event leaves it.
  return [...events, { stream: created.stream, event: edited }];
}
