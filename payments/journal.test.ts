import assert from 'node:assert/strict';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'node:test';
import { DamagedJournal, openJournal, readJournal, rewriteJournal } from './journal.ts';

const RECORDS = [{ a: 1 }, { text: 'Grüße, 映画' }, { last: true }];

test('a journal that was cut off at any byte holds every whole record, and goes on behind them', async (t) => {
  const directory = mkdtempSync(join(tmpdir(), 'reprise-journal-'));
  t.after(() => rmSync(directory, { recursive: true }));
  const path = join(directory, 'journal');
  rewriteJournal(path, RECORDS);
  const whole = readFileSync(path);
  const ends = [...whole].flatMap((byte, at) => (byte === 0x0a ? [at + 1] : []));
  for (let cut = 0; cut <= whole.length; cut += 1) {
    writeFileSync(path, whole.subarray(0, cut));
    const { journal, records } = openJournal(path);
    const count = ends.filter((end) => end <= cut).length;
    assert.deepEqual(records, RECORDS.slice(0, count));
    journal.add({ after: cut });
    await journal.flushed();
    await journal.close();
    assert.deepEqual(readJournal(readFileSync(path)).records, [...RECORDS.slice(0, count), { after: cut }]);
  }
});

test('what is damaged in the middle is said, not skipped', async (t) => {
  const directory = mkdtempSync(join(tmpdir(), 'reprise-journal-'));
  t.after(() => rmSync(directory, { recursive: true }));
  const path = join(directory, 'journal');
  rewriteJournal(path, RECORDS);
  const bytes = readFileSync(path);
  bytes[12] = 0x58;
  assert.throws(() => readJournal(bytes), DamagedJournal);
});
