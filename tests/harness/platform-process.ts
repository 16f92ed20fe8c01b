import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { cleanUpAfter, type Afterwards } from './services.ts';

const ROOT = join(import.meta.dirname, '../..');

/** The platform as a user starts it: `reprise start`, a process of its own with local services. */
export interface PlatformProcess {
  readonly dataDir: string;
  readonly viewer: string;
  readonly studio: string;
  readonly operatorToken: string;
  readonly services: {
    readonly eventstore: string;
    readonly postgres: string;
    readonly nats: string;
    readonly redis: string;
  };
  /** Ctrl-C, and how it ended. */
  stop(): Promise<number | null>;
}

/**
 * Starts `reprise start` with these arguments on a data directory and a free port; resolves when it has printed its pages.
 * It is stopped after the test.
 * @throws with everything that it said when it ends before
 */
export async function startPlatformProcess(
  t: Afterwards,
  dataDir: string,
  args: readonly string[] = ['--no-demo'],
): Promise<PlatformProcess> {
  const child = spawn(process.execPath, ['platform/cli.ts', 'start', ...args], {
    cwd: ROOT,
    stdio: ['ignore', 'ignore', 'pipe'],
    env: { ...process.env, REPRISE_DATA_DIR: dataDir, REPRISE_PORT: '0' },
  });
  const exited = once(child, 'exit').then(([code]) => code as number | null);
  const stop = (): Promise<number | null> => {
    child.kill('SIGINT');
    return exited;
  };
  cleanUpAfter(t, stop);
  const said: string[] = [];
  const urls = new Map<string, string>();
  await Promise.race([
    exited,
    new Promise<void>((resolve) => {
      createInterface({ input: child.stderr }).on('line', (line) => {
        said.push(line);
        const page = /^\s*(Watch|Studio|GraphiQL)\s+(\S+)$/.exec(line);
        if (page?.[1] !== undefined && page[2] !== undefined) urls.set(page[1], page[2]);
        if (urls.size === 3) resolve();
      });
    }),
  ]);
  const [viewer, studio] = [urls.get('Watch'), urls.get('Studio')];
  if (viewer === undefined || studio === undefined)
    throw new Error(`reprise start ended early. It said:\n${said.join('\n')}`);
  return {
    dataDir,
    viewer,
    studio,
    stop,
    operatorToken: new URLSearchParams(new URL(studio).hash.slice(1)).get('token') ?? '',
    services: JSON.parse(readFileSync(join(dataDir, 'service-urls.json'), 'utf8')) as PlatformProcess['services'],
  };
}
