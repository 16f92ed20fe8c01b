import assert from 'node:assert/strict';
import { test } from 'node:test';
import { isComplaint } from './program-lines.ts';

test('the account keeps complaints, not what is only read', () => {
  const lines = [
    '[Parsed_fps_1 @ 0x1] [verbose] 1 frames in, 1 frames out; 0 frames dropped, 0 frames duplicated.',
    '[h264 @ 0x1] [error] no frame!',
    '[vist#0:0/h264 @ 0x1] [dec:h264 @ 0x2] [error] Decoding error: Invalid data found when processing input',
    '[fatal] Conversion failed!',
    '[warning] x',
  ];
  assert.deepEqual(lines.map(isComplaint), [false, true, true, true, false]);
});
