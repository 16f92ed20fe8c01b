import assert from 'node:assert/strict';
import { test } from 'node:test';
import { Worker } from 'node:worker_threads';
import { createPdfs } from './pdf-behind.ts';

test('a thread that dies fails who waits for it alone, and the next paper gets another; a crowd is told to come again', async () => {
  const paper = {
    title: 'x',
    seller: [],
    recipient: [],
    facts: [],
    lines: [],
    sums: [],
    notes: [],
    madeAt: '2026-01-02T03:04:05.000Z',
  };
  let started = 0;
  const pdfs = createPdfs(() => {
    started += 1;
    const dying = started === 1 ? "require('node:worker_threads').parentPort.on('message', () => process.exit(1))" : '';
    return dying === '' ? new Worker(new URL('pdf-thread.ts', import.meta.url)) : new Worker(dying, { eval: true });
  });
  await assert.rejects(pdfs(paper), /ended/);
  const all = await Promise.all(Array.from({ length: 51 }, () => pdfs(paper)));
  assert.deepEqual([all.filter((pdf) => pdf === undefined).length, all.at(-1)], [1, undefined]);
});
