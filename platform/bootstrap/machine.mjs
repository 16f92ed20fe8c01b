import { accessSync, constants } from 'node:fs';
import { delimiter, join } from 'node:path';

const SYSTEM_DIRECTORIES = ['/usr/local/sbin', '/usr/local/bin', '/usr/sbin', '/usr/bin', '/opt/homebrew/bin'];

/** What the bootstrap looks at and touches outside the checkout. Tests hand in a machine of their own. */
export const thisMachine = () => ({
  environment: process.env,
  directories: [
    ...(process.env.PATH ?? '').split(delimiter).filter((directory) => directory !== ''),
    ...SYSTEM_DIRECTORIES,
  ],
  postgresVersions: '/usr/lib/postgresql',
  policyFile: '/usr/sbin/policy-rc.d',
  isRoot: process.getuid?.() === 0,
  isInteractive: process.stdin.isTTY === true,
  screen: process.stderr,
});

export const isExecutable = (path) => {
  try {
    accessSync(path, constants.X_OK);
    return true;
  } catch {
    return false;
  }
};

export const isOnPath = (program, { directories }) =>
  directories.some((directory) => isExecutable(join(directory, program)));
