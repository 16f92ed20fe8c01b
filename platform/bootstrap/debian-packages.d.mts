import type { Machine } from './machine.mjs';
import type { NeededPackage } from './needed-packages.mjs';

export declare const ensurePackages: (
  needed: readonly NeededPackage[],
  mayInstall: boolean,
  machine?: Machine,
) => Promise<void>;
