import type { Screen } from './say.mjs';

export declare const firstDifference: (root: string) => string | undefined;
export declare const ensureDependencies: (
  root: string,
  mayInstall: boolean,
  screen?: Screen,
  install?: (root: string) => Promise<void>,
) => Promise<void>;
