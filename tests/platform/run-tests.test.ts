import assert from 'node:assert/strict';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { firstDifference } from '../../platform/bootstrap/npm-dependencies.mjs';
import { runFiles } from '../../platform/testing/run-files.ts';
import { longestFirst } from '../../platform/testing/test-times.ts';
import { parseRequest, stageOf } from '../../platform/testing/test-request.ts';
import { makeTestDir } from '../harness/services.ts';

const ROOT = join(import.meta.dirname, '../..');

test('failed tests, broken files and skipped tests are all counted', async (t) => {
  const directory = makeTestDir(t);
  const write = (name: string, text: string): string => {
    writeFileSync(join(directory, name), text);
    return join(directory, name);
  };
  const files = [
    write(
      'sound.test.ts',
      "import { test } from 'node:test';\ntest('a', () => {});\ntest('b', { skip: true }, () => {});\n",
    ),
    write('wrong.test.ts', "import { test } from 'node:test';\ntest('c', () => { throw new Error('c is wrong'); });\n"),
    write('broken.test.ts', "import './nowhere.ts';\n"),
  ];
  let text = '';
  const printed = t.mock.method(process.stdout, 'write', (chunk: string | Uint8Array) => {
    text += String(chunk);
    return true;
  });
  // Inside a test node:test refuses to start another run, unless this says that there is none.
  const context = process.env['NODE_TEST_CONTEXT'];
  delete process.env['NODE_TEST_CONTEXT'];
  const { tally } = await runFiles(['unit'], files, { signal: t.signal });
  if (context !== undefined) process.env['NODE_TEST_CONTEXT'] = context;
  printed.mock.restore();
  assert.deepEqual(tally, { passed: 1, failed: 2, skipped: 1 });
  assert.match(text, /✗ c .*wrong\.test\.ts:2/);
  assert.match(text, /c is wrong/);
  assert.match(text, /nowhere\.ts/);
});

test('long files start first, and one that nobody timed before the short ones', () => {
  assert.deepEqual(longestFirst(['a', 'new', 'b', 'c'], { a: 1, b: 30, c: 1 }), ['b', 'new', 'a', 'c']);
});

test('a file name says at which stage its tests run', () => {
  assert.equal(stageOf('domain/media/asset.decider.test.ts'), 'unit');
  assert.equal(stageOf('workers/media/encode.integration.test.ts'), 'integration');
  assert.equal(stageOf('tests/e2e/watch.test.ts'), 'e2e');
});

test('the command line names stages and paths, and a wrong stage is refused', () => {
  assert.deepEqual(parseRequest(['--only', 'unit,checks']), {
    stages: ['checks', 'unit'],
    paths: [],
    recordTimes: false,
  });
  assert.deepEqual(parseRequest(['./domain/media']), {
    stages: ['unit', 'integration', 'e2e'],
    paths: ['domain/media'],
    recordTimes: false,
  });
  assert.equal(
    parseRequest(['--only', 'units']),
    'There is no stage "units". There are: checks, unit, integration, e2e.',
  );
});

test('an installed tree that fits its lock file is left alone', (t) => {
  assert.equal(firstDifference(ROOT), undefined);
  assert.equal(firstDifference(makeTestDir(t)), 'node_modules is absent or incomplete');
});
