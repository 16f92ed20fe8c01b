import { accessSync, constants } from 'node:fs';

/** Whether this file exists and may be executed by us. */
export const isExecutable = (path: string): boolean => {
  try {
    accessSync(path, constants.X_OK);
    return true;
  } catch {
    return false;
  }
};
