import assert from 'node:assert/strict';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import type { TestContext } from 'node:test';
import { makeTestDir } from '../../tests/harness/services.ts';
import { makeJobContext } from '../testing/job-context.ts';
import { readTimeline } from './film-timeline.ts';
import { isInterlaced } from './interlace.ts';
import { outOfTime, runProgram } from './job-context.ts';
import type { JobContext } from './job-context.ts';
import { walkPackets } from './packets.ts';
import { OUT_OF_TIME, OutOfTime, ProgramStopped } from './program-stopped.ts';
import { showStreams } from './show-streams.ts';
import { lookAtSound, soundFault } from './sound-look.ts';

/** A context in which all programs are a script. */
const contextWith = async (t: TestContext, script: string): Promise<JobContext> => {
  const path = join(makeTestDir(t), 'program');
  writeFileSync(path, `#!/bin/sh\n${script}\n`, { mode: 0o755 });
  const context = (await makeJobContext(t)).context('job');
  const program = (name: string) => ({ name, path, version: '1' });
  return {
    ...context,
    programs: {
      ...context.programs,
      ffmpeg: program('ffmpeg'),
      ffprobe: program('ffprobe'),
      packager: program('packager'),
    },
  };
};
const video = { index: 0, codec_type: 'video', codec_name: 'h264', field_order: 'tt' };
const looks: Readonly<Record<string, (context: JobContext) => Promise<unknown>>> = {
  'the list of streams': (context) => showStreams(context, 'mov'),
  'the walk over packets': (context) => walkPackets(context, 'mov', [0]),
  'the look at sound': (context) => lookAtSound(context, 'mov', 1),
  'the look for interlacing': (context) => isInterlaced(context, 'mov', video),
};

test('whatever looks at a film takes a machine without memory for no fault of the film', async (t) => {
  const context = await contextWith(t, 'echo "[error] Cannot allocate memory" >&2; exit 1');
  for (const [name, look] of Object.entries(looks)) await assert.rejects(look(context), ProgramStopped, name);
  const full = await contextWith(t, 'echo "[error] No space left on device" >&2; exit 1');
  for (const [name, look] of Object.entries(looks)) await assert.rejects(look(full), /Free some space/, name);
});

test('a program that crashes over a film has not looked at all of it', async (t) => {
  const context = await contextWith(
    t,
    'echo "[error] x" >&2; echo "[verbose]   Input stream #0:1 (audio): 9 packets read (1 bytes); 9 frames decoded; " >&2; kill -SEGV $$',
  );
  const look = await lookAtSound(context, 'mov', 1);
  assert(look !== undefined);
  assert.equal(soundFault(look), 'undecodable');
  assert.equal((await readTimeline(context, 'mov', video, [])).timeline, undefined);
  assert.equal(await isInterlaced(context, 'mov', video), true);
});

test('a program that runs out of its time gets a second chance, and no third', async (t) => {
  const context = await contextWith(t, 'exec sleep 600');
  const { ffmpeg } = context.programs;
  const late: unknown = await runProgram(context, ffmpeg, [], { deadlineMs: 100 }).catch((error: unknown) => error);
  assert(late instanceof OutOfTime);
  const first = outOfTime(context, late);
  assert(first.kind === 'refused');
  assert.deepEqual([first.retryable, first.reason.code], [true, OUT_OF_TIME]);
  const second = outOfTime({ ...context, lastFailure: first.reason.code }, late);
  assert(second.kind === 'refused');
  assert.deepEqual([second.retryable, second.reason.code], [false, OUT_OF_TIME]);
  assert.match(second.reason.message, /Upload a shorter or smaller version/);
  const other = outOfTime({ ...context, lastFailure: 'processing-failed' }, late);
  assert(other.kind === 'refused' && other.retryable);
  assert.equal((await runProgram(context, ffmpeg, [], { deadlineMs: 100, mayRunOut: true })).endedBy, 'deadline');
});
