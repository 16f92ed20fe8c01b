import assert from 'node:assert/strict';
import { test } from 'node:test';
import { createBars, partDone } from './bars.ts';
import type { DemoStage } from './progress.ts';

const WAY: readonly DemoStage[] = ['waiting', 'fetch', 'upload', 'probe', 'encode', 'package', 'publish', 'published'];

/** A stream that keeps what is written. */
function fakeStream(isTTY: boolean): { stream: NodeJS.WriteStream; text: () => string } {
  let text = '';
  const stream = {
    isTTY,
    columns: 100,
    write: (more: string) => ((text += more), true),
  } as unknown as NodeJS.WriteStream;
  return { stream, text: () => text };
}

test('a bar never goes back along the way of a film', () => {
  const parts = WAY.flatMap((stage) => [0, 0.5, 1].map((fraction) => partDone(stage, fraction)));
  assert.deepEqual(
    parts,
    parts.toSorted((a, b) => a - b),
  );
  assert.equal(parts[0], 0);
  assert.equal(parts.at(-1), 1);
});

test('where nobody sees bars, each stage is one line', () => {
  const { stream, text } = fakeStream(false);
  const { progress, print } = createBars(stream);
  progress.show('Dog', 'waiting', 0);
  for (let step = 0; step < 50; step++) progress.show('Dog', 'encode', step / 50);
  print('a line');
  progress.show('Dog', 'published', 1);
  progress.stop();
  assert.equal(text(), '  Dog: encode\na line\n  Dog: published\n');
});
