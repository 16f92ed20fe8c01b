import { accessSync, chmodSync, constants, mkdirSync, statSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { ServiceFailed, type ServiceName } from './service.ts';

/** Makes `dataDir` and gives back its absolute path; a clear `ServiceFailed` when it cannot be used. */
export const prepareDataDir = (name: ServiceName, dataDir: string, ...below: readonly string[]): string => {
  const root = resolve(dataDir);
  const path = join(root, ...below);
  try {
    mkdirSync(path, { recursive: true });
    accessSync(path, constants.R_OK | constants.W_OK | constants.X_OK);
    return path;
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? String(error.code) : '';
    const what =
      code === 'ENOSPC'
        ? `The disk is full: ${path} cannot be made. Free some space`
        : `${path} cannot be used (${code || String(error)}). Make it belong to the user who starts Reprise`;
    throw new ServiceFailed(name, `${what}, or name another directory in REPRISE_DATA_DIR.`, { cause: error });
  }
};

/**
 * The first directory on the way to `path` that another user cannot pass, or undefined.
 * `dataDir` itself is ours, so it is opened for passing (not for reading); its parents are left alone.
 */
export const firstClosedDirectory = (dataDir: string): string | undefined => {
  const own = resolve(dataDir);
  const mode = statSync(own).mode;
  if ((mode & 0o001) === 0) chmodSync(own, (mode & 0o7777) | 0o001);
  const parents: string[] = [];
  for (let at = dirname(own); ; at = dirname(at)) {
    parents.unshift(at);
    if (at === dirname(at)) break;
  }
  return parents.find((parent) => (statSync(parent).mode & 0o001) === 0);
};
