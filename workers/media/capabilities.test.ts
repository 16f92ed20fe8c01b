import assert from 'node:assert/strict';
import { test } from 'node:test';
import { filterNames } from './capabilities.ts';

const legend = `Filters:
  T.. = Timeline support
  .S. = Slice threading
  ..C = Command support
  A = Audio input/output
  N = Dynamic number and/or type of input/output
  | = Source or sink filter
  ------
`;

test('filters are found in the lists of ffmpeg 5 to 7, and in that of 8, which has lost a column', () => {
  const rows: readonly (readonly [flags: string, row: string])[] = [
    ['TSC', 'tonemap           V->V       Conversion to/from different dynamic ranges.'],
    ['..C', 'zscale            V->V       Apply resizing, colorspace and bit depth conversion.'],
    ['...', 'amerge            N->A       Merge two or more audio streams into a single multi-channel stream.'],
    [
      '...',
      'buffersink        V->|       Buffer video frames, and make them available to the end of the filter graph.',
    ],
  ];
  const names = ['tonemap', 'zscale', 'amerge', 'buffersink'];
  assert.deepEqual(filterNames(legend + rows.map(([flags, row]) => ` ${flags} ${row}\n`).join('')), names);
  assert.deepEqual(filterNames(legend + rows.map(([flags, row]) => ` ${flags.slice(0, 2)} ${row}\n`).join('')), names);
});
