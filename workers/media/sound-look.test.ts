import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { HowEnded } from './program-stopped.ts';
import { damagedShare, lookArgs, soundFault, watchSound } from './sound-look.ts';

const format = (layout = 'mono'): string =>
  `[graph_0_in_0_1 @ 0x55] [verbose] tb:1/48000 samplefmt:s16p samplerate:48000 chlayout:${layout}`;
const error = '[error] Error while decoding stream #0:1: Invalid data found when processing input';
const sum = (packets: number, frames: number): string =>
  `[verbose]   Input stream #0:1 (audio): ${packets} packets read (10591 bytes); ${frames} frames decoded (0 samples); `;
const seen = (...lines: readonly string[]) => endedSeen({ exitCode: 0, signal: null }, ...lines);
const endedSeen = (ended: HowEnded, ...lines: readonly string[]) => {
  const { look, onErrorLine } = watchSound(1);
  for (const line of lines) onErrorLine(line);
  return look(ended);
};

test('what ffmpeg says of the sound is counted', () => {
  const other = '[verbose]   Input stream #0:2 (audio): 7 packets read (1 bytes); 7 frames decoded (7 samples); ';
  assert.deepEqual(seen(format(), error, format('5.1(side)'), error, format('stereo'), sum(283, 281), other), {
    packets: 283,
    frames: 281,
    failed: 2,
    formats: 3,
    channels: 6,
    crashed: false,
  });
  // As ffmpeg 6.1 and 7 say it.
  for (const said of ['[aist#0:1/aac @ 0x1]', '[aist#0:1/aac @ 0x1] [dec:aac @ 0x2]'])
    assert.deepEqual(
      seen(
        `${said} [error] Error submitting packet to decoder: Invalid data found when processing input`,
        `${said} [error] Decoding error: Invalid data found when processing input`,
        '[in#0/mov,mp4,m4a,3gp,3g2,mj2 @ 0x3] [verbose]   Input stream #0:1 (audio): 9 packets read (1 bytes); 7 frames decoded; 2 decode errors (8192 samples); ',
      ),
      { packets: 9, frames: 7, failed: 2, formats: 0, channels: 0, crashed: false },
    );
});

test('sound that is not there, or mostly noise, is told from sound with a fault', () => {
  const errors = (count: number): string[] => Array.from({ length: count }, () => error);
  assert.equal(soundFault(seen(sum(0, 0))), 'empty');
  assert.equal(soundFault(seen(...errors(282), sum(283, 0))), 'undecodable');
  assert.equal(soundFault(seen(...errors(200), sum(283, 83))), 'undecodable');
  assert.equal(soundFault(seen(...errors(20), sum(283, 263))), undefined);
  for (const ended of [
    { exitCode: null, signal: 'SIGSEGV' as const },
    { exitCode: 139, signal: null },
  ])
    assert.equal(soundFault(endedSeen(ended, sum(283, 283))), 'undecodable');
  assert.equal(damagedShare(seen(...errors(1), sum(283, 282))), 0);
  assert.equal(damagedShare(seen(...errors(28), sum(280, 252))), 0.1);
  assert.equal(damagedShare(seen(...errors(28), sum(28_000, 27_972))), 0);
});

test('arguments of the look: one track is decoded and thrown away', () =>
  assert.equal(
    lookArgs('mov', 1, 21_600).join(' '),
    '-nostdin -hide_banner -nostats -v repeat+level+verbose -max_alloc 2147483648 -protocol_whitelist file -format_whitelist mov -f mov -max_pixels 67108864 -i in/input -map 0:1 -t 21600 -f null -',
  ));
