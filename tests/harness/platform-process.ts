import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Afterwards } from './clean-up.ts';
import { runReprise } from './reprise.ts';

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
 * @throws with everything that it printed when it ends before
 */
export async function startPlatformProcess(
  t: Afterwards,
  dataDir: string,
  args: readonly string[] = ['--no-demo'],
): Promise<PlatformProcess> {
  const process = runReprise(t, ['platform/cli.ts', 'start', ...args], {
    REPRISE_DATA_DIR: dataDir,
    REPRISE_PORT: '0',
  });
  const page = async (name: string): Promise<string> =>
    (await process.line(new RegExp(`^\\s*${name}\\s+(\\S+)$`)))[1] ?? '';
  const [viewer, studio] = [await page('Watch'), await page('Studio')];
  return {
    dataDir,
    viewer,
    studio,
    stop: async () => {
      process.kill('SIGINT');
      return (await process.ended).code;
    },
    operatorToken: new URLSearchParams(new URL(studio).hash.slice(1)).get('token') ?? '',
    services: JSON.parse(readFileSync(join(dataDir, 'service-urls.json'), 'utf8')) as PlatformProcess['services'],
  };
}
