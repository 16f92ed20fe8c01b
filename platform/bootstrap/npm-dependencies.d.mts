import type { Screen } from './print.mjs';

export declare const firstDifference: (root: string) => string | undefined;
export declare const ensureDependencies: (
  root: string,
  mayInstall: boolean,
  screen?: Screen,
  install?: (root: string) => Promise<void>,
) => Promise<void>;
