import assert from 'node:assert/strict';
import { copyFileSync, existsSync } from 'node:fs';
import { join } from 'node:path';
import { after, test } from 'node:test';
import { planLadder } from '../../domain/media/ladder.ts';
import { makeJobContext } from '../testing/job-context.ts';
import { fileFacts } from './file-facts.ts';
import { runJob } from './run-job.ts';

/** Public films that are not part of the project; without them there is nothing to test here (see media-jobs.integration.test.ts). */
const FILMS = join(import.meta.dirname, '../../../shared/data/media');

interface Verdict {
  /** Refused with it, by the probe or by the encoder. */
  readonly refused?: string;
  /** Displayed size, length and rate as probed; names of the rungs. */
  readonly size?: string;
  readonly ms?: number;
  readonly rate?: string;
  readonly tracks?: string;
}

const table: Readonly<Record<string, Verdict>> = {
  'ordinary/rabbit-320x240-8s.mp4': { size: '320x240', ms: 7800, rate: '30/1', tracks: 'v234 a128' },
  'ordinary/crystal-720x480-12s.mp4': { size: '720x480', ms: 11967, rate: '30/1', tracks: 'v234 v360 v432 a64 a128' },
  'ordinary/nasa-2video-2audio-2subs.mp4': { size: '320x180', ms: 13000, rate: '25/1', tracks: 'v180 a128' },
  'odd/anamorphic-sar2x1.mp4': { size: '1280x360', ms: 5000, rate: '30/1', tracks: 'v234 v360' },
  'odd/audio-only-eac3-51.mp4': { refused: 'no-video' },
  'odd/cost-trap-4k60-av1-6min-1MB.mp4': { refused: 'too-many-pixels' },
  'odd/fragmented-duration-lies-143165s.mp4': {
    size: '1080x720',
    ms: 1068,
    rate: '30000/1001',
    tracks: 'v234 v360 v432 v540 v720 a64 a128',
  },
  'odd/h264.flv': { size: '1080x720', ms: 1000, rate: '30/1', tracks: 'v234 v360 v432 v540 v720 a64 a128' },
  'odd/hdr10-pq-10bit-vfr-hevc.mp4': {
    size: '1920x1080',
    ms: 1018,
    rate: '30/1',
    tracks: 'v234 v360 v432 v540 v720 v1080 a64 a128',
  },
  'odd/mkv-pgs-subs.mkv': { size: '1080x720', ms: 1009, tracks: 'v234 v360 v432 v540 v720 a64 a128' },
  'odd/phone-1080p-rot180-noaudio.mp4': {
    size: '1920x1080',
    ms: 1205,
    rate: '30000/1001',
    tracks: 'v234 v360 v432 v540 v720 v1080',
  },
  'odd/rot90.mov': { size: '320x568', ms: 100, rate: '30/1', tracks: 'v234 v320' },
  'broken/chunk_out_of_range.mp4': { refused: 'undecodable' },
  'broken/malformed-free-box.mp4': { refused: 'undecodable' },
  'broken/no_timescale.mp4': { refused: 'undecodable' },
  // Damaged or incomplete, but what there is can be watched.
  'broken/corrupted-frames.mp4': { size: '1280x720', ms: 5000, rate: '10/1', tracks: 'v234 v360 v432 v540 v720' },
  'broken/missing-stsd.mp4': { size: '1080x720', ms: 1001, rate: '30000/1001', tracks: 'v234 v360 v432 v540 v720' },
};

const { root, context } = await makeJobContext({ after });
const id = '00000000-0000-4000-8000-000000000000' as never;

for (const [name, verdict] of Object.entries(table))
  test(
    `verdict on ${name}`,
    { skip: !existsSync(join(FILMS, name)) && 'the public films are not on this machine' },
    async () => {
      const short = name.replaceAll(/[^a-z0-9]/gi, '-');
      const sourceKey = `sources/${short}`;
      copyFileSync(join(FILMS, name), join(root, sourceKey));
      const { sha256 } = await fileFacts(join(root, sourceKey));
      const probed = await runJob(context(`probe-${short}`), { kind: 'probe', assetId: id, sourceKey, sha256 });
      if (probed.kind === 'refused')
        return assert.deepEqual(
          { refused: probed.reason.code, retryable: probed.retryable },
          { ...verdict, retryable: false },
        );
      assert(probed.result.kind === 'probe');
      const { probe } = probed.result;
      const plan = planLadder(probe);
      const encodingId = short as never;
      const encoded = await runJob(context(`encode-${short}`), {
        kind: 'encode',
        assetId: id,
        encodingId,
        sourceKey,
        probe,
        plan,
      });
      if (encoded.kind === 'refused')
        return assert.deepEqual(
          { refused: encoded.reason.code, retryable: encoded.retryable },
          { ...verdict, retryable: false },
        );
      assert(encoded.result.kind === 'encode');
      const made = await runJob(context(`package-${short}`), {
        kind: 'package',
        assetId: id,
        encodingId,
        packageId: short as never,
        encodingKey: encoded.result.encodingKey,
        plan,
      });
      assert(made.kind === 'done' && made.result.kind === 'package', made.kind === 'refused' ? made.reason.detail : '');
      const { video } = probe;
      const found = {
        size: `${video.width}x${video.height}`,
        ms: probe.durationMs,
        rate: `${video.frameRate.numerator}/${video.frameRate.denominator}`,
        tracks: made.result.tracks.map((track) => track.name).join(' '),
      };
      assert.deepEqual({ ...found, ...verdict }, found);
      assert(Math.abs(made.result.durationMs - probe.durationMs) <= 70, `${made.result.durationMs} ms were packaged`);
      assert(
        made.result.tracks.every(
          (track) => Math.min(track.width ?? 0, track.height ?? 0) <= Math.min(video.width, video.height),
        ),
      );
    },
  );
