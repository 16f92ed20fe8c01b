import assert from 'node:assert/strict';
import { test } from 'node:test';
import { watchEncoder } from './encode-watch.ts';
import type { Seen } from './encode-watch.ts';

const fps = (taken: number, shown: number, dropped: number): string =>
  `[Parsed_fps_1 @ 0x1] [verbose] ${taken} frames in, ${shown} frames out; ${dropped} frames dropped, 0 frames duplicated.`;
/** Hears lines of the progress (`frame=…`) and of the verbose level. */
const watched = (...lines: readonly string[]): Seen => {
  const { seen, onErrorLine, onLine } = watchEncoder(0, () => undefined);
  for (const line of lines) (line.startsWith('frame=') ? onLine : onErrorLine)(line);
  return seen;
};
const nothing = {
  damaged: 0,
  concealed: 0,
  decoded: 0,
  rate: undefined,
  otherPixels: 0,
  otherPictures: 0,
  sizeChanges: 0,
  largest: undefined,
};

test('what ffmpeg 5 and 6.0 say is counted: the stream stands in the words, and each other picture is told of', () => {
  const other = (width: number, height: number): string =>
    `[graph 0 input from stream 0:0 @ 0x1] [info] filter context - w: 320 h: 240 fmt: 0, incoming frame - w: ${width} h: ${height} fmt: 0 pts_time: 12`;
  const seen = watched(
    fps(0, 0, 0),
    '[h264 @ 0x1] [error] Invalid NAL unit size (2947 > 118).',
    '[error] Error while decoding stream #0:0: Invalid data found when processing input',
    '[error] Error while decoding stream #0:1: Invalid data found when processing input',
    '[warning] in/input: corrupt decoded frame in stream 0',
    '[warning] in/input: corrupt decoded frame in stream 0',
    '[warning] in/input: corrupt decoded frame in stream 1',
    other(640, 480),
    'frame=100',
    other(640, 480),
    other(8192, 4320),
    'frame=225',
    fps(225, 224, 1),
  );
  assert.deepEqual(seen, {
    damaged: 1,
    concealed: 2,
    decoded: 225,
    rate: { taken: 225, shown: 224, dropped: 1 },
    otherPixels: 2 * 640 * 480 + 8192 * 4320,
    otherPictures: 3,
    sizeChanges: 2,
    largest: { width: 8192, height: 4320 },
  });
});

test('what ffmpeg 6.1, 7 and 8 say is counted: the stream stands in brackets', () => {
  const versions: Readonly<Record<string, readonly [pictures: string, sound: string]>> = {
    '6.1': ['[vist#0:0/h264 @ 0x5625a0fb1880]', '[aist#0:1/aac @ 0x5625a0fb1881]'],
    '7 and 8': [
      '[vist#0:0/h264 @ 0x7f293fcb9180] [dec:h264 @ 0x7f293fc0e500]',
      '[aist#0:1/aac @ 0x7f293fcb9181] [dec:aac @ 0x7f293fc0e501]',
    ],
  };
  for (const [version, [pictures, sound]] of Object.entries(versions))
    assert.deepEqual(
      watched(
        ...[pictures, sound].flatMap((said) => [
          `${said} [error] Error submitting packet to decoder: Invalid data found when processing input`,
          `${said} [error] Decoding error: Invalid data found when processing input`,
          `${said} [warning] corrupt decoded frame`,
        ]),
        '[h264 @ 0x94f07ca80] [error] Error splitting the input into NAL units.',
        '[vist#0:10/h264 @ 0x5] [error] Error submitting packet to decoder: Invalid data found when processing input',
      ),
      { ...nothing, damaged: 2, concealed: 1 },
      version,
    );
});

test('where ffmpeg 7 says a change of size once, the pictures that follow are counted by its progress', () => {
  const change = (size: string): readonly string[] => [
    '[graph 0 input from stream 0:0 @ 0x1] [warning] Changing video frame properties on the fly is not supported by all filters.',
    `[graph 0 input from stream 0:0 @ 0x1] [warning] filter context - w: 320 h: 240 fmt: 0 csp: unknown range: unknown, incoming frame - ${size} csp: bt709 range: tv pts_time: 12`,
  ];
  const back =
    '[graph 0 input from stream 0:0 @ 0x1] [verbose] video frame properties congruent with link at pts_time: 15';
  const seen = watched(
    '[graph 0 input from stream 0:0 @ 0x1] [verbose] video frame properties congruent with link at pts_time: 0',
    'frame=50',
    // Nothing but the meaning of its colours changes.
    ...change('w: 320 h: 240 fmt: 0'),
    'frame=60',
    ...change('w: 640 h: 480 fmt: 0'),
    'frame=75',
    'frame=75',
    'frame=160',
    back,
    'frame=200',
    ...change('w: 640 h: 480 fmt: 0'),
  );
  assert.deepEqual(seen, {
    ...nothing,
    decoded: 200,
    otherPictures: 102,
    otherPixels: 102 * 640 * 480,
    sizeChanges: 2,
    largest: { width: 640, height: 480 },
  });
});

test('a picture that grows is told of while it is decoded, whichever version says it how', () => {
  let told = 0;
  const { onErrorLine, onLine } = watchEncoder(0, () => told++);
  onErrorLine(
    '[x] [warning] filter context - w: 32 h: 24 fmt: 0 csp: a, incoming frame - w: 8192 h: 4320 fmt: 0 csp: b',
  );
  onLine('frame=10');
  onLine('frame=20');
  assert.equal(told, 3);
});
