import type { Machine } from './machine.mjs';

export type NeededPackage = {
  readonly name: string;
  readonly reason: string;
  readonly here: boolean;
  readonly optional?: boolean;
};
export declare const neededPackages: (
  command: 'start' | 'test' | 'test:long' | 'bench',
  machine?: Machine,
) => NeededPackage[];
