import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { randomInt } from 'node:crypto';
import { once } from 'node:events';
import { statSync, truncateSync } from 'node:fs';
import { chmod, copyFile, mkdir, open, readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { EventStoreDBClient, binaryEvent, jsonEvent } from '@eventstore/db-client';
import { rounds } from '../../tests/harness/rounds.ts';
import { openPages } from '../integrity/pages.ts';
import { checkLogFile } from '../integrity/start-check.ts';
import { verifyLog } from '../integrity/verify.ts';
import { LOG_FILE } from '../storage/log-file.ts';
import { openStore } from '../storage/store.ts';
import { StartError } from '../start-error.ts';
import {
  makeLog,
  readEverything,
  streamNames,
  tryFlip,
  type Change,
  type Outcome,
  type Trial,
} from '../testing/damage.ts';
import { writeFormerLog } from '../testing/former-log.ts';
import { makeDataDirectory, removeDataDirectory, runToEnd, startNodeProcess } from '../testing/node-process.ts';

const FLIPS = rounds(60);
const KILLS = rounds(2);
const MAIN = fileURLToPath(new URL('../main.ts', import.meta.url));
const STREAMS = 40;
const PAGE_START = 160;

let place: string;
let trial: Trial;

before(async () => {
  place = await makeDataDirectory();
  const from = join(place, 'whole');
  const streams = streamNames(STREAMS);
  await makeLog(from, STREAMS);
  const store = openStore(from);
  const whole = readEverything(store, streams);
  await store.close();
  trial = { from, to: join(place, 'damaged'), whole, streams };
});
after(async () => removeDataDirectory(place));

/** A bit anywhere, or where the pages say what is in them. */
function anyBit(bytes: number, pageSize: number): Change {
  const anywhere = randomInt(bytes);
  const offset = randomInt(2) === 0 ? anywhere : anywhere - (anywhere % pageSize) + randomInt(PAGE_START);
  return { offset, bit: randomInt(8) };
}

test('a flipped bit is harmless, or the start or the reads that meet it say so: nothing else is ever read', async () => {
  const pages = openPages(join(trial.from, LOG_FILE));
  assert.ok(pages);
  const { pageSize, count } = pages;
  pages.close();
  const outcomes = new Map<Outcome, number>();
  for (let flip = 0; flip < FLIPS; flip += 1) {
    const change = anyBit(count * pageSize, pageSize);
    const outcome = await tryFlip(trial, change);
    assert.ok(['unharmed', 'start refused', 'reads failed'].includes(outcome), `${outcome}: ${JSON.stringify(change)}`);
    outcomes.set(outcome, (outcomes.get(outcome) ?? 0) + 1);
  }
  // Which of them stop the start is the next test's; among so few there may be none.
  assert.ok((outcomes.get('reads failed') ?? 0) > 0, JSON.stringify([...outcomes]));
});

test('a bit that says where everything is never leads to a wrong read, and a wrong magic or version stops the start', async () => {
  // magic, version, map size, the table of tables and its root, last page, transaction, of both first pages
  for (const page of [0, 4096])
    for (const field of [24, 28, 42, 102, 136, 150, 154])
      assert.notEqual(await tryFlip(trial, { offset: page + field, bit: randomInt(8) }), 'WRONG READ');
  for (const field of [24, 28]) assert.equal(await tryFlip(trial, { offset: field, bit: 0 }), 'start refused');
});

test('a file that was cut off anywhere stops the start', async () => {
  const cut = join(place, 'cut');
  await mkdir(cut);
  const size = statSync(join(trial.from, LOG_FILE)).size;
  for (const length of [1, 100, 4096, 8191, 8192, 12_288, Math.floor(size / 2), size - 4096 * 3, size - 8192]) {
    await copyFile(join(trial.from, LOG_FILE), join(cut, LOG_FILE));
    truncateSync(join(cut, LOG_FILE), length);
    assert.ok(verifyLog(join(cut, LOG_FILE)).damages.length > 0, `cut to ${length} bytes`);
    assert.throws(() => checkLogFile(cut), StartError, `cut to ${length} bytes`);
  }
});

test('through the client: a damaged record fails its reads with its position, and the others are served', async () => {
  const data = join(place, 'served');
  const marker = 'this event will be damaged';
  const first = await startNodeProcess(data);
  const writing = EventStoreDBClient.connectionString(first.url);
  const positions: bigint[] = [];
  for (const [n, text] of ['before', marker, 'behind'].entries()) {
    const written = await writing.appendToStream(`s-${n}`, binaryEvent({ type: 't.X', data: Buffer.from(text) }));
    positions.push(written.position?.commit ?? 0n);
  }
  await writing.dispose();
  await first.kill('SIGTERM');
  const path = join(data, LOG_FILE);
  await flipIn(path, marker);

  const verified = await runToEnd(['verify', data]);
  assert.equal(verified.code, 1);
  assert.match(verified.stdout, new RegExp(`DAMAGED the record at position ${positions[1]} of the log is damaged`));

  const node = await startNodeProcess(data);
  const client = EventStoreDBClient.connectionString(node.url);
  const read = async (stream: string): Promise<number> => {
    let count = 0;
    for await (const _event of client.readStream(stream)) count += 1;
    return count;
  };
  assert.equal(await read('s-0'), 1);
  assert.equal(await read('s-2'), 1);
  const damage = new RegExp(`position ${positions[1]} of the log is damaged`);
  await assert.rejects(read('s-1'), damage);
  const all: bigint[] = [];
  await assert.rejects(async () => {
    for await (const { event } of client.readAll()) if (event?.type === 't.X') all.push(event.position?.commit ?? 0n);
  }, damage);
  assert.deepEqual(all, [positions[0]]);
  await client.appendToStream('s-0', jsonEvent({ type: 't.Y', data: {} }));
  await client.dispose();
  needsStop(await runToEnd(['verify', data]));
  const { stderr } = await node.kill('SIGTERM');
  assert.match(stderr, damage);
});

test('through the program: a damaged file is refused with one line, and verify says what there is none of', async () => {
  const data = join(place, 'refused');
  await mkdir(data);
  await copyFile(join(trial.from, LOG_FILE), join(data, LOG_FILE));
  truncateSync(join(data, LOG_FILE), 40_960);
  const { code, stderr } = await runToEnd(['--data', data, '--insecure', '--port', '0']);
  assert.equal(code, 2);
  assert.match(stderr, /^eventstore: the log .+ is damaged and was not opened .+ restore a backup .+\n$/);
  // a backup: nothing can be written there, and nothing is (root could)
  const backup = join(place, 'backup');
  await mkdir(backup);
  await copyFile(join(trial.from, LOG_FILE), join(backup, LOG_FILE));
  await chmod(join(backup, LOG_FILE), 0o400);
  await chmod(backup, 0o500);
  const state = (): unknown => [backup, join(backup, LOG_FILE)].map((path) => statSync(path).mtimeMs);
  const before = state();
  assert.equal((await runToEnd(['verify', backup])).code, 0);
  assert.deepEqual([state(), await readdir(backup)], [before, [LOG_FILE]]);
  await chmod(backup, 0o700);
  const nothing = await runToEnd(['verify', join(place, 'nothing')]);
  assert.deepEqual([nothing.code, /there is no log in/.test(nothing.stderr)], [2, true]);
});

test('sealing may be killed at any moment: the log stays whole, and the next time goes on with it', async () => {
  const data = join(place, 'sealed');
  await mkdir(data);
  const records = 6000;
  await writeFormerLog(data, ['a', 'b'], records);
  for (let kill = 0; kill < KILLS; kill += 1) {
    const sealing = spawn(process.execPath, [MAIN, 'verify', data, '--seal'], { stdio: ['ignore', 'pipe', 'ignore'] });
    // what it says first comes just before it begins
    await once(sealing.stdout, 'data');
    setTimeout(() => sealing.kill('SIGKILL'), randomInt(150));
    await once(sealing, 'close');
    const report = verifyLog(join(data, LOG_FILE));
    assert.deepEqual([report.damages, report.records], [[], records]);
  }
  const { code, stdout } = await runToEnd(['verify', data, '--seal']);
  assert.equal(code, 0, stdout);
  assert.match(stdout, /values got a checksum, 0 have none/);
});

function needsStop({ code, stderr }: { code: number | null; stderr: string }): void {
  assert.equal(code, 2);
  assert.match(stderr, /in use by a node: stop that node/);
}

/** Flips a bit of each place where `text` stands in the file: pages that are free hold older copies. */
async function flipIn(path: string, text: string): Promise<void> {
  const bytes = await readFile(path);
  const file = await open(path, 'r+');
  for (let at = bytes.indexOf(text); at !== -1; at = bytes.indexOf(text, at + 1))
    await file.write(Buffer.from([(bytes[at] ?? 0) ^ 1]), 0, 1, at);
  await file.close();
}
