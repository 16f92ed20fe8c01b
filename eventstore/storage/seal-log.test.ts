import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { verifyLog } from '../integrity/verify.ts';
import { makeWriter } from '../streams/writer.ts';
import { writeFormerLog } from '../testing/former-log.ts';
import { makeCommitter } from './commit.ts';
import { DamagedLog } from './damage.ts';
import { LOG_FILE } from './log-file.ts';
import { bodyOf, positionOf, type ProposedEvent } from './record.ts';
import { ANY } from './revision.ts';
import { sealLog } from './seal-log.ts';
import { openStore } from './store.ts';

const STREAMS = ['a', 'b', `long-${'x'.repeat(2000)}`];
const RECORDS = 5000;

let directory: string;
const path = (): string => join(directory, LOG_FILE);

const anEvent = (text: string): ProposedEvent => ({
  id: randomUUID(),
  type: 't.X',
  json: false,
  metadata: new Uint8Array(),
  data: Buffer.from(text),
});

before(async () => {
  directory = await mkdtemp(join(tmpdir(), 'eventstore-seal-'));
});
after(async () => rm(directory, { recursive: true, force: true }));

/** Everything in the log, as readers get it. */
async function bodies(): Promise<Buffer[]> {
  const store = openStore(directory);
  const found: Buffer[] = [];
  for (let from = 0; ;) {
    const page = store.pageForwards(from, 1000);
    for (const record of page) found.push(bodyOf(record));
    const last = page.at(-1);
    if (last === undefined) break;
    from = positionOf(last) + 1;
  }
  for (const stream of STREAMS) {
    const number = store.streamNumber(stream) ?? 0;
    const last = store.lastRevision(number);
    let next = 0;
    while (next <= last) next += store.streamPage(number, next, last, false, 1000).length;
    assert.equal(next, last + 1);
  }
  await store.close();
  return found;
}

/** Changes what stands where `text` does, reads everything, and puts it back. */
async function readDamaged(text: string): Promise<unknown> {
  const whole = await readFile(path());
  const bytes = Buffer.from(whole);
  for (let at = bytes.indexOf(text); at !== -1; at = bytes.indexOf(text, at + 1)) bytes[at] = 0x46;
  await writeFile(path(), bytes);
  try {
    return await bodies();
  } catch (error) {
    return error;
  } finally {
    await writeFile(path(), whole);
  }
}

test('a log without checksums goes on working, what is added is sealed, and sealing gives the rest its own', async () => {
  const former = (await writeFormerLog(directory, STREAMS, RECORDS)).map(bodyOf);
  assert.equal(verifyLog(path()).unsealed, 2 * RECORDS + STREAMS.length);
  assert.deepEqual(await bodies(), former);

  const store = openStore(directory);
  const committer = makeCommitter(store, store.end().newestPosition, assert.ifError);
  const added = await makeWriter(store, committer).append('a', ANY, [anEvent('added 1'), anEvent('added 2')]);
  assert.equal(added.kind === 'written' && added.revision, Math.ceil(RECORDS / STREAMS.length) + 1);
  await store.close();
  const now = await bodies();
  assert.deepEqual(now.slice(0, RECORDS), former);
  assert.equal(now.length, RECORDS + 2);
  assert.ok((await readDamaged('added 2')) instanceof DamagedLog);
  // nobody can tell what an old record was
  assert.ok(Array.isArray(await readDamaged('former 77')));
  assert.deepEqual(
    { ...verifyLog(path()), bytes: 0 },
    { ...verifyLog(path()), bytes: 0, damages: [], unsealed: 2 * RECORDS + STREAMS.length },
  );

  assert.equal(await sealLog(directory), 2 * RECORDS + STREAMS.length);
  assert.deepEqual([verifyLog(path()).damages, verifyLog(path()).unsealed], [[], 0]);
  assert.deepEqual(await bodies(), now);
  assert.equal(await sealLog(directory), 0);
  assert.ok((await readDamaged('former 77')) instanceof DamagedLog);
  assert.deepEqual(await bodies(), now);
});
