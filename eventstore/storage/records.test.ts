import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { test } from 'node:test';
import { DamagedLog } from './damage.ts';
import type { Tables } from './environment.ts';
import { encodeRecord, positionOf, spanOf, type RecordBytes } from './record.ts';
import { makeRecords } from './records.ts';

/** Five records that touch each other. */
function someRecords(): RecordBytes[] {
  const records: RecordBytes[] = [];
  let position = 0;
  for (let revision = 0; revision < 5; revision += 1) {
    const event = { id: randomUUID(), type: 't.X', json: false, metadata: Buffer.alloc(0), data: Buffer.from('x') };
    const record = encodeRecord(event, { stream: 's', revision, position, created: 1 });
    records.push(record);
    position += spanOf(record);
  }
  return records;
}

/** A table whose pages are out of order: a walk backwards meets these records, wherever it starts. */
function walkingOver(met: readonly RecordBytes[], all: readonly RecordBytes[]) {
  const tables = {
    root: { resetReadTxn: () => undefined },
    records: { getRange: () => met.map((value) => ({ key: positionOf(value), value })) },
  } as unknown as Tables;
  const last = all.at(-1) ?? assert.fail();
  return makeRecords(tables, { position: 0, stream: 0 }, () => positionOf(last) + spanOf(last));
}

test('a read backwards that is led forwards fails: who goes on from where it came to would go round for ever', () => {
  const all = someRecords();
  const [first, second, third, fourth, fifth] = all as [
    RecordBytes,
    RecordBytes,
    RecordBytes,
    RecordBytes,
    RecordBytes,
  ];
  const backwards = (met: readonly RecordBytes[], before: RecordBytes) =>
    walkingOver(met, all).backwards(positionOf(before), 10);
  assert.deepEqual(backwards([second, first], third), [second, first]);
  for (const led of [third, fourth, fifth]) assert.throws(() => backwards([led, second], third), DamagedLog);
  // what was read until then is right; the next read starts with the damage
  for (const led of [second, third, fifth]) assert.deepEqual(backwards([second, led, first], third), [second]);
  assert.deepEqual(backwards([third, first], fourth), [third]);
});
