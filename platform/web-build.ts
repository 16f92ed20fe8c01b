import { spawn, type ChildProcessByStdio } from 'node:child_process';
import { createHash } from 'node:crypto';
import { once } from 'node:events';
import { existsSync, globSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Readable } from 'node:stream';
import { CommandFailed } from './cli/print.ts';

const ROOT = join(import.meta.dirname, '..');
const STAMP = join(ROOT, 'web/dist/.built-from');
const SOURCES = ['web/**/*', 'gateway/**/*.graphql', 'schemas/**/*.ts', 'package-lock.json'];

/** Whether the built app is there and was made from the sources as they are now. */
export const webIsBuilt = (): boolean =>
  existsSync(join(ROOT, 'web/dist/index.html')) && existsSync(STAMP) && readFileSync(STAMP, 'utf8') === fingerprint();

/** Builds the web app. @throws CommandFailed with the builder's output */
export async function buildWeb(): Promise<void> {
  const child = spawnOpenly(['node_modules/vite/bin/vite.js', 'build', 'web', '--logLevel', 'error']);
  let output = '';
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (chunk: Buffer) => (output += chunk));
  const [code] = (await once(child, 'exit')) as [number | null];
  if (code !== 0)
    throw new CommandFailed(`The web app could not be built. Run "npm run build:web" to see it again:\n${output}`);
  writeFileSync(STAMP, fingerprint());
}

/** The app is for everybody who may read the checkout, unlike what the data directory holds: the umask is not inherited. */
function spawnOpenly(args: readonly string[]): ChildProcessByStdio<null, Readable, Readable> {
  const own = process.umask(0o022);
  try {
    return spawn(process.execPath, args, { cwd: ROOT, stdio: ['ignore', 'pipe', 'pipe'] });
  } finally {
    process.umask(own);
  }
}

/** Containers bring a finished build and no sources to build from. */
export const canBuildWeb = (): boolean =>
  existsSync(join(ROOT, 'web/vite.config.ts')) && existsSync(join(ROOT, 'node_modules/vite'));

function fingerprint(): string {
  const hash = createHash('sha256');
  const files = SOURCES.flatMap((pattern) => globSync(pattern, { cwd: ROOT, withFileTypes: true }))
    .filter((entry) => entry.isFile() && !entry.parentPath.startsWith(join(ROOT, 'web/dist')))
    .map((entry) => join(entry.parentPath, entry.name));
  for (const file of files.toSorted()) hash.update(file.slice(ROOT.length)).update(readFileSync(file));
  return hash.digest('hex');
}
