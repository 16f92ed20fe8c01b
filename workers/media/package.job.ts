import { link, mkdir, readdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { JobInput, JobResult, PackagedTrack } from '../../schemas/media/job.types.ts';
import { segmentListKey, segmentListOf, segmentListText } from '../../schemas/media/segments.ts';
import type { Segment, SegmentList } from '../../schemas/media/segments.ts';
import type { EncodingPlan } from '../../schemas/media/ladder.ts';
import type { ToolOutcome } from '../runtime/run-tool.ts';
import { fileFacts, mapFew, publishOutput } from './file-facts.ts';
import { parseIframes, parseMediaPlaylist, ratesOf, tidyManifest, tidyMaster } from './hls-playlists.ts';
import type { MeasuredRates, MediaPlaylist, Rates } from './hls-playlists.ts';
import { diskFull, done, isDiskFull, refused, runProgram } from './job-context.ts';
import type { JobContext } from './job-context.ts';
import type { JobOutcome } from '../runtime/context.ts';
import { codecOf, readDefaults, readFragment } from './mp4-boxes.ts';
import { readMp4Track } from './mp4-track.ts';
import { audioGroupOf, DASH_MANIFEST, HLS_MASTER, packageArgs } from './package-args.ts';

type PackageInput = Extract<JobInput, { kind: 'package' }>;
type PackageResult = Extract<JobResult, { kind: 'package' }>;

/** A track as it was checked, with its segments one by one. */
interface CheckedTrack extends Omit<PackagedTrack, 'segments' | 'peakKbps' | 'averageKbps'> {
  readonly segments: readonly Segment[];
  readonly rates: Rates;
}

const DEADLINE_MS = 30 * 60_000;
const UNSOUND =
  'The package of this film did not pass its checks, which is a fault on our side. Report it; exporting the film again may help.';
/** The encoder's priming and the last incomplete frame of AAC, milliseconds. */
const AUDIO_TOLERANCE_MS = 50;

/** Packages an encoding as CMAF for HLS and DASH, and checks every segment before anybody may see it. */
export const packageEncoding = async (context: JobContext, input: PackageInput): Promise<JobOutcome<PackageResult>> => {
  const { plan } = input;
  const out = join(context.workDir, 'out');
  await placeRenditions(context, input.encodingKey, plan);
  const pack = (withLanguages: boolean): Promise<ToolOutcome> =>
    runProgram(context, context.programs.packager, packageArgs(plan, { withLanguages }), { deadlineMs: DEADLINE_MS });
  const first = await pack(true);
  const { run } =
    first.run.exitCode !== 0 && /language specified/.test(first.run.stderrTail) ? await pack(false) : first;
  if (isDiskFull(run.stderrTail)) return diskFull(run.stderrTail);
  if (run.exitCode !== 0)
    return refused(
      'processing-failed',
      'The packager cannot cope with this film, which is a fault on our side. Report it; exporting the film again may help.',
      run.stderrTail,
    );
  const tracks: CheckedTrack[] = [];
  let checkedTracks = 0;
  for (const track of [
    ...plan.video.map((video) => ({ ...video, kind: 'video' as const })),
    ...plan.audio.map((audio) => ({ ...audio, kind: 'audio' as const, width: null, height: null })),
  ]) {
    const checked = await checkTrack(context, out, track, plan);
    if (typeof checked === 'string') return refused('processing-failed', UNSOUND, `${track.name}: ${checked}`);
    tracks.push(checked);
    context.progress(++checkedTracks / (plan.video.length + plan.audio.length));
  }
  const uneven = tracks
    .filter(({ kind }) => kind === 'video')
    .find(
      ({ segments }, _, [first]) =>
        segments.map(({ durationMs }) => durationMs).join() !==
        first?.segments.map(({ durationMs }) => durationMs).join(),
    );
  if (uneven !== undefined)
    return refused(
      'processing-failed',
      UNSOUND,
      `${uneven.name}: its segments do not begin where those of the other rungs do`,
    );
  await tidyManifests(out, plan, tracks);
  const lists = await writeSegmentLists(out, tracks);
  const storageKey = `packages/${input.packageId}/${context.attempt}`;
  await publishOutput(out, context.store.path(storageKey), { jobId: context.jobId, assetId: context.assetId });
  const manifests = await mapFew([HLS_MASTER, DASH_MANIFEST, ...new Set(lists.map(segmentListKey))], 2, (name) =>
    fileFacts(join(context.store.path(storageKey), name)),
  );
  const sum = (values: readonly number[]): number => values.reduce((total, value) => total + value, 0);
  return done({
    kind: 'package',
    storageKey,
    hls: HLS_MASTER,
    dash: DASH_MANIFEST,
    durationMs: sum(tracks[0]?.segments.map((segment) => segment.durationMs) ?? []),
    totalBytes:
      sum(tracks.flatMap(({ segments }) => segments.map(({ bytes }) => bytes))) +
      sum(manifests.map(({ bytes }) => bytes)),
    tracks: tracks.map(({ segments, rates, ...track }) => ({
      ...track,
      peakKbps: Math.ceil(rates.peak / 1000),
      averageKbps: Math.round(rates.average / 1000),
      segments: segmentListOf(segments),
    })),
  });
};

/** Corrects what the packager writes into the manifests: pairs of picture and sound, and rates. */
const tidyManifests = async (out: string, plan: EncodingPlan, tracks: readonly CheckedTrack[]): Promise<void> => {
  const video = tracks.filter(({ kind }) => kind === 'video');
  const rates: MeasuredRates = {
    tracks: new Map(tracks.map((track) => [track.name, track.rates])),
    iframes: new Map(
      await mapFew(video, 2, async ({ name }) => {
        const iframes = parseIframes(await readFile(join(out, name, 'iframes.m3u8'), 'utf8'));
        return [name, ratesOf(iframes, plan.segmentMs)] as const;
      }),
    ),
  };
  const rewrite = async (name: string, change: (text: string) => string): Promise<void> =>
    writeFile(join(out, name), change(await readFile(join(out, name), 'utf8')));
  await rewrite(HLS_MASTER, (text) => tidyMaster(text, (track) => audioGroupOf(plan, track), rates));
  await rewrite(DASH_MANIFEST, (text) => tidyManifest(text, rates));
};

/** Every segment of every track with its length, size and hash, stored by the hash of the list: events only refer to it. */
const writeSegmentLists = async (out: string, tracks: readonly CheckedTrack[]): Promise<readonly SegmentList[]> => {
  await mkdir(join(out, 'segments'));
  return mapFew(tracks, 2, async ({ segments }) => {
    const list = segmentListOf(segments);
    await writeFile(join(out, segmentListKey(list)), segmentListText(segments));
    return list;
  });
};

const placeRenditions = async (context: JobContext, encodingKey: string, plan: EncodingPlan): Promise<void> => {
  await Promise.all([mkdir(join(context.workDir, 'in')), mkdir(join(context.workDir, 'out'))]);
  for (const { name } of [...plan.video, ...plan.audio])
    await link(context.store.path(`${encodingKey}/${name}.mp4`), join(context.workDir, 'in', `${name}.mp4`));
};

interface PlannedTrack {
  readonly name: string;
  readonly kind: 'video' | 'audio';
  readonly width: number | null;
  readonly height: number | null;
}

/** The track with its measured segments, or what is wrong with it. */
const checkTrack = async (
  context: JobContext,
  out: string,
  track: PlannedTrack,
  plan: EncodingPlan,
): Promise<CheckedTrack | string> => {
  const folder = join(out, track.name);
  const playlist = parseMediaPlaylist(await readFile(join(folder, 'index.m3u8'), 'utf8'));
  const missing = await findMissing(folder, playlist);
  if (missing !== undefined) return missing;
  const init = await readFile(join(folder, 'init.mp4'));
  const codec = codecOf(init);
  const defaults = readDefaults(init);
  if (codec === undefined || defaults === undefined) return 'its init segment names no codec';
  const read = await mapFew(playlist.segments, 2, async ({ uri }) => {
    const data = await readFile(join(folder, uri));
    return { fragment: readFragment(data, defaults), ...(await fileFacts(join(folder, uri), context.signal)) };
  });
  let at = read[0]?.fragment?.decodeTime ?? 0n;
  const segments: { durationMs: number; bytes: number; sha256: string }[] = [];
  for (const [index, { fragment, bytes, sha256 }] of read.entries()) {
    if (fragment === undefined) return `segment ${index + 1} has no samples`;
    if (track.kind === 'video' && !fragment.startsWithSync)
      return `segment ${index + 1} does not begin with a picture that stands alone`;
    if (fragment.decodeTime !== at)
      return `segment ${index + 1} begins at ${fragment.decodeTime}, the one before ended at ${at}`;
    at += BigInt(fragment.duration);
    segments.push({ durationMs: Math.round((fragment.duration * 1000) / defaults.timescale), bytes, sha256 });
  }
  const exactMs = (Number(at - (read[0]?.fragment?.decodeTime ?? 0n)) * 1000) / defaults.timescale;
  const source = await readMp4Track(join(context.workDir, 'in', `${track.name}.mp4`));
  const frameMs = (1000 * plan.frameRate.denominator) / plan.frameRate.numerator;
  if (
    source === undefined ||
    Math.abs(source.durationMs - exactMs) > (track.kind === 'video' ? frameMs : AUDIO_TOLERANCE_MS) + 1
  )
    return `its segments last ${exactMs.toFixed(0)} ms, its source ${source?.durationMs} ms`;
  const rates = ratesOf(
    read.map(({ fragment, bytes }) => ({ bytes, ms: ((fragment?.duration ?? 0) * 1000) / defaults.timescale })),
    plan.segmentMs,
  );
  return {
    name: track.name,
    kind: track.kind,
    codec,
    width: track.width,
    height: track.height,
    rates,
    initSha256: (await fileFacts(join(folder, 'init.mp4'))).sha256,
    segments,
  };
};

/** Every listed file is there, and every segment that is there is listed. */
const findMissing = async (folder: string, playlist: MediaPlaylist): Promise<string | undefined> => {
  if (!playlist.ended || playlist.segments.length === 0 || playlist.init !== 'init.mp4')
    return 'its playlist is not complete';
  const listed = new Set(playlist.segments.map(({ uri }) => uri));
  const present = new Set((await readdir(folder)).filter((name) => name.endsWith('.m4s')));
  const missing = [...listed].filter((name) => !present.has(name));
  const stray = [...present].filter((name) => !listed.has(name));
  if (missing.length > 0) return `listed but absent: ${missing.slice(0, 5).join(', ')}`;
  return stray.length > 0 ? `present but not listed: ${stray.slice(0, 5).join(', ')}` : undefined;
};
