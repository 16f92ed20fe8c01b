import { accessSync, constants, renameSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { makeDirectory } from '../make-directory.ts';
import { ServiceFailed, type ServiceName } from './service.ts';

/** Makes `dataDir` and gives back its absolute path; a clear `ServiceFailed` when it cannot be used. */
export const prepareDataDir = (name: ServiceName, dataDir: string, ...below: readonly string[]): string => {
  const path = join(resolve(dataDir), ...below);
  try {
    makeDirectory(path);
    accessSync(path, constants.R_OK | constants.W_OK | constants.X_OK);
    return path;
  } catch (error) {
    throw unusable(name, path, error);
  }
};

/** Writes a file whole, for its owner alone. A clear `ServiceFailed` when it cannot be written. */
export const writePrivately = (name: ServiceName, path: string, text: string): void => {
  try {
    writeFileSync(`${path}.new`, text, { mode: 0o600 });
    renameSync(`${path}.new`, path);
  } catch (error) {
    throw unusable(name, path, error);
  }
};

const unusable = (name: ServiceName, path: string, error: unknown): ServiceFailed => {
  const code = error instanceof Error && 'code' in error ? String(error.code) : '';
  const what =
    code === 'ENOSPC'
      ? `The disk is full: ${path} cannot be made. Free some space`
      : `${path} cannot be used (${code || String(error)}). Make it belong to the user who starts Reprise`;
  return new ServiceFailed(name, `${what}, or name another directory in REPRISE_DATA_DIR.`, { cause: error });
};
