import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { EncodingPlan } from '../../schemas/media/ladder.ts';
import { encodeArgs, plannedFrames } from './encode-args.ts';
import type { EncodeSource } from './encode-args.ts';
import { glanceOptions } from './input-file.ts';
import { audioGroupOf, packageArgs } from './package-args.ts';
import { walkArgs } from './packets.ts';
import { prepareArgs } from './prepare-sound.ts';
import type { Picture } from './picture-filters.ts';
import { ffprobeArgs } from './show-streams.ts';
import { readProgress } from './progress-lines.ts';

const plan: EncodingPlan = {
  ladderVersion: 'h264-1',
  frameRate: { numerator: 30000, denominator: 1001 },
  gopFrames: 60,
  segmentMs: 6006,
  deinterlace: false,
  toneMap: false,
  video: [
    {
      name: 'v234',
      width: 416,
      height: 234,
      bitrateKbps: 200,
      maxrateKbps: 240,
      bufsizeKbps: 480,
      profile: 'main',
      level: '3.0',
    },
    {
      name: 'v540',
      width: 960,
      height: 540,
      bitrateKbps: 2000,
      maxrateKbps: 2400,
      bufsizeKbps: 4800,
      profile: 'high',
      level: '3.1',
    },
  ],
  audio: [
    { name: 'a64', sourceIndex: 1, bitrateKbps: 64, channels: 2, language: 'eng' },
    { name: 'a128', sourceIndex: 1, bitrateKbps: 128, channels: 2, language: 'eng' },
  ],
};
const picture: Picture = {
  width: 1920,
  height: 1080,
  side: 1080,
  sideways: false,
  upright: [],
  matrix: 'bt709',
  primaries: 'bt709',
  transfer: 'bt709',
  fullRange: false,
  rgb: false,
};
const stereo = { channels: 2, layout: 'stereo' };
const source: EncodeSource = { demuxer: 'mov', videoIndex: 0, durationMs: 10_010, origin: 0, picture, sound: stereo };
const options = { preset: 'veryfast', toneMap: false };
const safe = '-protocol_whitelist file -format_whitelist mov -f mov -max_pixels 67108864';

test('arguments of the whole ladder in one process', () => {
  assert.equal(
    encodeArgs(plan, source, options).join(' '),
    [
      `-nostdin -y -hide_banner -nostats -v repeat+level+verbose -progress pipe:1 -stats_period 0.25 -max_alloc 2147483648 ${safe} -noautorotate -reinit_filter:v 0 -i in/input -filter_complex`,
      '[0:0]split=2[decoded][film];' +
        '[film]fps=30000/1001:start_time=0,scale=960:540:flags=bicubic,format=yuv420p,setsar=1,tpad=stop=-1:stop_mode=clone,trim=end_frame=300,split=2[v540][sv234];' +
        '[sv234]scale=416:234:flags=bicubic,setsar=1[v234]',
      '-filter_complex',
      '[0:1]aresample=48000:async=1:first_pts=0,aformat=sample_fmts=fltp:sample_rates=48000:channel_layouts=stereo,alimiter=limit=0.841:level=disabled:latency=1,apad=whole_dur=10.010000,atrim=end=10.010000,asplit=2[a64][a128]',
      '-map [decoded] -c:v wrapped_avframe -fps_mode passthrough -f null -',
      ...(
        [
          ['v234', 'main', '3.0', 240, 480],
          ['v540', 'high', '3.1', 2400, 4800],
        ] as const
      ).map(
        ([name, profile, level, maxrate, bufsize]) =>
          `-map [${name}] -c:v libx264 -preset veryfast -profile:v ${profile} -level:v ${level} -crf 22 -maxrate ${maxrate}k -bufsize ${bufsize}k ` +
          '-g 60 -keyint_min 60 -sc_threshold 0 -flags:v +cgop+bitexact -color_primaries bt709 -color_trc bt709 -colorspace bt709 -color_range tv ' +
          `-video_track_timescale 90000 -map_metadata -1 -map_chapters -1 -fflags +bitexact out/${name}.mp4`,
      ),
      ...['64', '128'].map(
        (kbps) =>
          `-map [a${kbps}] -c:a aac -aac_coder fast -b:a ${kbps}k -flags:a +bitexact -map_metadata -1 -map_chapters -1 -fflags +bitexact -metadata:s:a:0 language=eng out/a${kbps}.mp4`,
      ),
    ].join(' '),
  );
});

const filters = (more: Partial<Picture>, changed: Partial<EncodingPlan> = {}, toneMap = false): string =>
  encodeArgs({ ...plan, ...changed }, { ...source, picture: { ...picture, ...more } }, { ...options, toneMap }).find(
    (arg) => arg.startsWith('[0:0]'),
  ) ?? '';

test('colours end in BT.709, whatever they were', () => {
  assert.match(filters({ matrix: 'smpte170m' }), /in_color_matrix=smpte170m:out_color_matrix=bt709/);
  assert.match(filters({ matrix: undefined, side: 480 }), /in_color_matrix=smpte170m:out_color_matrix=bt709/);
  assert.doesNotMatch(filters({ matrix: undefined }), /color_matrix|colorspace/);
  assert.match(filters({ fullRange: true }), /in_range=pc:out_range=tv/);
  assert.match(
    filters({ transfer: 'smpte2084' }, {}, true),
    /color_trc=smpte2084.*tonemap=hable.*zscale=t=bt709:m=bt709:r=tv/,
  );
  assert.match(filters({ matrix: 'gbr', rgb: true }), /bicubic:out_color_matrix=bt709:out_range=tv,format/);
});

test('wide primaries are converted, also where only the matrix tells of them', () => {
  assert.match(
    filters({ matrix: 'bt2020nc', primaries: 'bt2020', transfer: 'bt2020-10' }),
    /bicubic,colorspace=all=bt709:format=yuv420p:iprimaries=bt2020:ispace=bt2020nc:itrc=bt2020-10:irange=tv,/,
  );
  assert.match(filters({ matrix: 'bt2020nc', primaries: undefined }), /iprimaries=bt2020/);
  assert.match(filters({ primaries: 'smpte432' }), /iprimaries=smpte432:ispace=bt709:itrc=bt709/);
});

test('pictures are turned after they are scaled, so that a change of their size disturbs nothing', () => {
  const sideways = { sideways: true, upright: ['transpose=clock'] };
  assert.match(filters(sideways), /scale=540:960:flags=bicubic,transpose=clock,format/);
});

test('a film that does not begin where its file does is moved to the beginning', () => {
  assert.match(encodeArgs(plan, { ...source, origin: 3.3 }, options).join(' '), /-itsoffset -3\.300000 -i in\/input/);
});

test('sound whose parameters change comes from a file that was made before', () => {
  const prepared: EncodeSource = { ...source, sound: { channels: 6, layout: undefined }, prepared: 'sound.mka' };
  const args = encodeArgs(plan, prepared, options).join(' ');
  assert.match(args, / -i in\/input -i sound\.mka /);
  assert.match(
    args,
    / \[1:0\]aresample=48000:async=1:min_hard_comp=0\.01:first_pts=0,aformat=[^,]+,volume=12dB,aresample=192000,alimiter/,
  );
  assert.equal(
    prepareArgs({ ...source, origin: 1.5 }, 1).join(' '),
    `-nostdin -y -v error -max_alloc 2147483648 ${safe} -itsoffset -1.500000 -i in/input -f lavfi -i anullsrc=r=48000:cl=mono:d=0.1 ` +
      '-filter_complex [0:1]aresample=48000:async=1,aformat=sample_fmts=fltp:sample_rates=48000:channel_layouts=stereo,volume=-12dB,atrim=start=0[sound] ' +
      '-map [sound] -map 1:0 -c:a flac -compression_level 0 -sample_fmt s32 -f matroska sound.mka -map 0:0 -c copy -f null -',
  );
});

test('interlaced pictures are made whole before anything else', () => {
  assert.match(filters({}, { deinterlace: true }), /\[film\]scale=1920:1080:interl=1,bwdif=mode=send_frame,fps=/);
});

test("frames of a film are counted at the plan's rate", () => {
  assert.deepEqual(
    [10_010, 1, 0, 2002].map((ms) => plannedFrames(plan, ms)),
    [300, 1, 1, 60],
  );
});

test('arguments of the first look open exactly one kind of file', () => {
  assert.equal(
    ffprobeArgs('mov').join(' '),
    `-v error -max_alloc 2147483648 ${safe} -show_format -show_streams -show_programs -of json in/input`,
  );
});

test('who looks at a few pictures passes over those that are much larger than declared', () => {
  const largest = (width?: number, height?: number): string | undefined =>
    glanceOptions('mov', { width, height }).at(-1);
  assert.deepEqual(
    [largest(320, 240), largest(1920, 1080), largest(8192, 4320), largest()],
    ['1843200', '16588800', '67108864', '1843200'],
  );
});

test('packets are walked over by the program that encodes, from the first one on', () => {
  assert.equal(
    walkArgs('mov', [0, 2]).join(' '),
    `-nostdin -v error -max_alloc 2147483648 ${safe} -i in/input -map 0:0 -map 0:2 -c copy -copyinkf -f framecrc -`,
  );
});

test('arguments of the packager: one set of segments, two kinds of manifest', () => {
  const args = packageArgs(plan, { withLanguages: true });
  assert.equal(
    args[0],
    'in=in/v234.mp4,stream=video,init_segment=out/v234/init.mp4,segment_template=out/v234/$Number$.m4s,playlist_name=v234/index.m3u8,iframe_playlist_name=v234/iframes.m3u8',
  );
  assert.equal(
    args[3],
    'in=in/a128.mp4,stream=audio,init_segment=out/a128/init.mp4,segment_template=out/a128/$Number$.m4s,playlist_name=a128/index.m3u8,hls_group_id=a128,hls_name=English,language=eng',
  );
  assert.equal(
    args.slice(4).join(' '),
    '--segment_duration 6.006 --fragment_duration 6.006 --hls_master_playlist_output out/master.m3u8 --hls_playlist_type VOD --mpd_output out/manifest.mpd --generate_static_live_mpd --quiet',
  );
  assert(!packageArgs(plan, { withLanguages: false }).some((arg) => arg.includes('language=')));
});

test('small pictures go with the small audio group', () => {
  assert.deepEqual(
    ['v234', 'v540'].map((track) => audioGroupOf(plan, track)),
    ['a64', 'a128'],
  );
  assert.equal(audioGroupOf({ ...plan, audio: [] }, 'v234'), undefined);
});

test('progress is read block by block', () => {
  const seen: unknown[] = [];
  const read = readProgress(10_000, (...report) => seen.push(report));
  for (const line of [
    'frame=10',
    'fps=24.5',
    'out_time_us=2500000',
    'speed=1.5x',
    'progress=continue',
    'out_time_us=N/A',
    'speed=N/A',
    'progress=continue',
    'out_time_us=99000000',
    'progress=end',
  ])
    read(line);
  assert.deepEqual(seen, [
    [0.25, 24.5, 1.5],
    [0, null, null],
    [1, null, null],
  ]);
});
