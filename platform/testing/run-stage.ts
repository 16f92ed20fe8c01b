import { join } from 'node:path';
import { buildWeb, webIsBuilt } from '../web-build.ts';
import { runFiles, type FilesRun } from './run-files.ts';
import { startSharedServices } from './shared-services.ts';
import type { FileStage } from './test-request.ts';
import { longestFirst } from './test-times.ts';

/** Hundreds of processes load the same modules: each is compiled once. */
const COMPILED = join(import.meta.dirname, '../../node_modules/.cache/compiled');

/** Runs the files of stages that go together, longest first, with what they share: the built app, and for integration tests the servers. */
export const runStage = async (
  stages: readonly FileStage[],
  files: readonly string[],
  signal: AbortSignal,
): Promise<FilesRun> => {
  // Tests that start the platform build the app where it is not built yet: two at a time must not.
  if (stages.some((stage) => stage !== 'unit') && files.length > 0 && !webIsBuilt()) await buildWeb();
  process.env['NODE_COMPILE_CACHE'] ??= COMPILED;
  const shared = stages.includes('integration') && files.length > 0 ? await startSharedServices() : undefined;
  try {
    Object.assign(process.env, shared?.env);
    return await runFiles(stages, longestFirst(files), { signal });
  } finally {
    for (const name of Object.keys(shared?.env ?? {})) delete process.env[name];
    await shared?.stop();
  }
};
