import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { DEFAULT_LIMITS } from '../media/admission-limits.ts';
import { createFileStore } from '../../adapters/files/file-store.ts';
import type { JobContext } from '../media/job-context.ts';
import { findMediaPrograms } from '../media/media-programs.ts';
import { makeTestDir } from '../../tests/harness/services.ts';
import type { Afterwards } from '../../tests/harness/services.ts';
import { silentLogger } from '../../ports/testing/silent-logger.ts';

/** A context as the media worker makes it, on a media root of its own. Each call makes a fresh work directory. */
export const makeJobContext = async (
  t: Afterwards,
): Promise<{ root: string; context: (name: string) => JobContext }> => {
  const root = makeTestDir(t);
  const store = createFileStore(root);
  const programs = await findMediaPrograms();
  for (const folder of ['sources', 'work']) mkdirSync(join(root, folder));
  return {
    root,
    context: (name) => {
      const workKey = `work/${name}/1`;
      mkdirSync(store.path(workKey), { recursive: true });
      return {
        store,
        programs,
        workKey,
        workDir: store.path(workKey),
        jobId: name,
        assetId: name,
        attempt: 1,
        lastFailure: null,
        signal: new AbortController().signal,
        log: silentLogger,
        limits: DEFAULT_LIMITS,
        preset: 'ultrafast',
        progress: () => undefined,
        account: { runs: [], cpuMs: 0 },
      };
    },
  };
};
