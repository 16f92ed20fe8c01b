import type { Machine } from './machine.mjs';

export declare const bootstrap: (args: readonly string[], root: string, machine?: Machine) => Promise<number>;
