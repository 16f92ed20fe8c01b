import type { Screen } from './print.mjs';

export type Machine = {
  readonly environment: Readonly<Record<string, string | undefined>>;
  /** Where programs are looked for, the first one first. */
  readonly directories: readonly string[];
  /** Debian's folder with one sub-folder per major version of PostgreSQL. */
  readonly postgresVersions: string;
  readonly policyFile: string;
  readonly isRoot: boolean;
  /** Whether somebody can type a password. */
  readonly isInteractive: boolean;
  readonly screen: Screen;
};
export declare const thisMachine: () => Machine;
