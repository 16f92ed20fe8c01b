import assert from 'node:assert/strict';
import { test } from 'node:test';
import { blamesSound, judgeFailure } from './encoder-failure.ts';
import type { Ending } from './program-stopped.ts';

/** What ffmpeg 5.1 said, how it ended, and what that means: the code of a rejection and what it is about. */
const table: readonly (readonly [name: string, complaints: string, ending: Partial<Ending>, verdict: string])[] = [
  [
    'no matrix for nine channels',
    '[Parsed_aresample_5 @ 0x5] [SWR @ 0x5] Rematrix is needed between 9 channels and stereo but there is not enough information to do it\n[Parsed_aresample_5 @ 0x5] Failed to configure output pad on Parsed_aresample_5\nError reinitializing filters!\nFailed to inject frame into filter network: Invalid argument',
    {},
    'undecodable: sound',
  ],
  [
    'a sound track without a packet',
    '[aac @ 0x5] more samples than frame size\nError submitting audio frame to the encoder',
    {},
    'undecodable: sound',
  ],
  [
    'pictures of another film',
    '[h264 @ 0x5] no frame!\nCannot determine format of input stream 0:0 after EOF\nError marking filters as finished',
    {},
    'undecodable: pictures',
  ],
  [
    'pictures that end the encode, beside sound with a few faults',
    '[aac @ 0x5] Reserved bit set.\n[aac @ 0x5] Input buffer exhausted\nCannot determine format of input stream 0:0 after EOF',
    {},
    'undecodable: pictures',
  ],
  ['more than two thirds damaged', '[h264 @ 0x5] no frame!', { exitCode: 69 }, 'undecodable: most'],
  ['a size that no filter takes', '[Parsed_scale_1 @ 0x5] Failed to configure output pad', {}, 'undecodable: pictures'],
  ['a crash', '', { exitCode: null, signal: 'SIGSEGV' }, 'undecodable: encoder'],
  ['a crash in a wrapper', '', { exitCode: 139 }, 'undecodable: encoder'],
  ['files without end', '', { exitCode: null, signal: 'SIGXFSZ' }, 'too-large: takes'],
];

for (const [name, complaints, ending, verdict] of table)
  test(`an encoder that fails: ${name}`, () => {
    const outcome = judgeFailure({ exitCode: 1, signal: null, complaints, ...ending });
    assert(outcome.kind === 'refused');
    const [code = '', about = ''] = verdict.split(': ');
    assert.deepEqual([outcome.retryable, outcome.reason.code], [false, code]);
    assert.match(outcome.reason.message, new RegExp(`${about}.*\\.$`, 'i'));
  });

test('complaints about sound are told from those about pictures, in the words of ffmpeg 5 to 8', () => {
  for (const sound of [
    "[AVFilterGraph @ 0x5] [error] Error initializing filter 'pan'\n[error] Error while processing the decoded data for stream #0:1",
    '[error] Cannot determine format of input stream 0:1 after EOF',
    '[Parsed_pan_0 @ 0x5] [error] Expected in channel name, got "c69"',
    '[af#0:1 @ 0x5] [error] Error reinitializing filters!',
    '[aost#0:1/aac @ 0x5] [enc:aac @ 0x6] [error] Could not open encoder before EOF',
    '[aist#0:1/aac @ 0x5] [error] Error while opening decoder: Invalid argument',
  ])
    assert.equal(blamesSound(sound, 1), true, sound);
  for (const pictures of [
    '[error] Cannot determine format of input stream 0:0 after EOF\n[error] Error marking filters as finished',
    '[error] Error while processing the decoded data for stream #0:10',
    '[vf#0:0 @ 0x5] [error] Error reinitializing filters!',
    '[vost#0:0/libx264 @ 0x5] [enc:libx264 @ 0x6] [error] Could not open encoder before EOF',
  ])
    assert.equal(blamesSound(pictures, 1), false, pictures);
});
