import { spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { copyFile, mkdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { EventLog } from '../../ports/event-log.ts';
import { makeTestDir } from '../harness/services.ts';
import { field, waitForEvent } from '../harness/wait-for-event.ts';
import { pairOf, seconds, time, type Benchmark } from './bench.ts';
import { handIn, startPlatform } from './platform.ts';
import { openScope, type Scope } from './scope.ts';

/** Real film where there is one: synthetic pictures are a third easier to encode. */
const CANDIDATES = [
  process.env['BENCH_FILM'] ?? '',
  fileURLToPath(new URL('../../../shared/data/media/ordinary/crystal-720x480-12s.mp4', import.meta.url)),
];

/** From the upload's last byte to a playable title, against one bare ffmpeg that encodes the same ladder from the same file. */
export const pipeline: Benchmark = {
  name: 'pipeline',
  description: 'from upload completed to title playable, against one bare ffmpeg process with the same arguments',
  async *run(report) {
    await using scope = openScope();
    const film = await chooseFilm(scope);
    report(`the film: ${film.path}`);
    const platform = await startPlatform(scope, ['projector', 'processor', 'dispatcher', 'worker']);
    const times: number[] = [];
    let argv: readonly string[] = [];
    for (let round = 1; round <= 2; round += 1) {
      times.push(
        await seconds(async () => {
          const assetId = await handIn(platform, film);
          await waitForEvent(
            platform.log,
            ['catalog.TitleMediaAttached', 'media.AssetRejected'],
            (event) => field(event.data, 'assetId') === assetId,
          );
          argv = await encoderArguments(platform.log, assetId);
        }),
      );
      report(`pipeline: ${times.at(-1)?.toFixed(2)} s`);
    }
    const bare: number[] = [];
    for (let round = 1; round <= 2; round += 1) {
      bare.push(await bareFfmpeg(scope, film.path, argv));
      report(`bare ffmpeg: ${bare.at(-1)?.toFixed(2)} s`);
    }
    yield time('upload completed to playable', 's', pairOf(times, bare));
  },
};

async function chooseFilm(scope: Scope): Promise<{ path: string; sizeBytes: number; sha256: string }> {
  const path = CANDIDATES.find((candidate) => candidate !== '' && existsSync(candidate)) ?? (await generate(scope));
  const bytes = await readFile(path);
  return { path, sizeBytes: bytes.length, sha256: createHash('sha256').update(bytes).digest('hex') };
}

async function generate(scope: Scope): Promise<string> {
  const path = join(makeTestDir(scope.afterwards), 'film.mp4');
  await runFfmpeg(
    [
      '-v',
      'error',
      '-f',
      'lavfi',
      '-i',
      'mandelbrot=s=1280x720:r=25',
      '-f',
      'lavfi',
      '-i',
      'sine',
      '-t',
      '15',
      '-c:v',
      'libx264',
      '-preset',
      'ultrafast',
      '-pix_fmt',
      'yuv420p',
      path,
    ],
    '.',
  );
  return path;
}

/** The arguments that the encode job recorded with its result. */
async function encoderArguments(log: EventLog, assetId: string): Promise<readonly string[]> {
  const { data } = await waitForEvent(
    log,
    ['kernel.JobCompleted', 'kernel.JobFailed'],
    (event) => field(event.data, 'processId') === assetId && field(event.data, 'kind') === 'encode',
  );
  const runs = field(data, 'runs');
  // It runs ffmpeg for looks at the source too.
  const argv = (Array.isArray(runs) ? runs : [])
    .map((run: unknown) => field(run, 'argv'))
    .find((each): each is unknown[] => Array.isArray(each) && each.includes('libx264'));
  if (argv === undefined)
    throw new Error('The encode job recorded no encoding by ffmpeg; the bare run would measure something else.');
  return argv.map(String);
}

/** The same encode without a platform around it, in a directory laid out like a job's. */
async function bareFfmpeg(scope: Scope, film: string, argv: readonly string[]): Promise<number> {
  const cwd = makeTestDir(scope.afterwards);
  await mkdir(join(cwd, 'in'));
  await mkdir(join(cwd, 'out'));
  await copyFile(film, join(cwd, 'in/input'));
  return seconds(() => runFfmpeg(argv, cwd));
}

async function runFfmpeg(argv: readonly string[], cwd: string): Promise<void> {
  const child = spawn('ffmpeg', [...argv], { cwd, stdio: ['ignore', 'ignore', 'inherit'] });
  const [code] = (await once(child, 'exit')) as [number | null];
  if (code !== 0) throw new Error(`ffmpeg ended with ${code}; its output is above.`);
}
