import type { Screen } from './print.mjs';

export declare const aptProgress: (screen: Screen) => { read(line: string): void; end(): void };
