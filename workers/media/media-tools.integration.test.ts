import { testPeople } from '../testing/people.ts';
import assert from 'node:assert/strict';
import { chmodSync, mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { makeTestDir } from '../../tests/harness/services.ts';
import { createFileStore } from '../../adapters/files/file-store.ts';
import { createMemoryLog } from '../../ports/testing/memory-event-log.ts';
import { silentLogger } from '../../ports/testing/silent-logger.ts';
import { language } from '../../schemas/language.ts';
import { findOnPath } from '../runtime/programs.ts';
import { sandboxHere } from '../runtime/sandbox.ts';
import { prepareMedia } from './media-tools.ts';

const here = await sandboxHere();

test(
  'a worker whose ffmpeg does not run in the sandbox says so once, and works without',
  {
    skip: here.bwrap === undefined && here.why,
  },
  async (t) => {
    const [root, bin] = [makeTestDir(t), makeTestDir(t)];
    mkdirSync(join(bin, 'hidden'));
    // As an ffmpeg that loads something from beside it: the sandbox shows the file itself.
    writeFileSync(
      join(bin, 'ffmpeg'),
      `#!/bin/sh\n[ -d ${join(bin, 'hidden')} ] || { echo "cannot load a plugin" >&2; exit 1; }\nexec ${findOnPath('ffmpeg')} "$@"\n`,
    );
    chmodSync(join(bin, 'ffmpeg'), 0o755);
    const path = process.env['PATH'];
    process.env['PATH'] = `${bin}:${path}`;
    t.after(() => (process.env['PATH'] = path));
    const warned: unknown[] = [];
    const tools = await prepareMedia({
      log: createMemoryLog(),
      language,
      store: createFileStore(root),
      logger: { ...silentLogger, warn: (...said: unknown[]) => void warned.push(said) },
      settings: {},
      people: testPeople(),
    });
    assert.equal(tools.programs.sandbox.bwrap, undefined);
    assert.equal(warned.length, 1);
    assert.match(
      JSON.stringify(warned[0]),
      /ffmpeg does not run in it \(cannot load a plugin\).*films are read without a sandbox/,
    );
  },
);
