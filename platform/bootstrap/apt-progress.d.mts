import type { Screen } from './say.mjs';

export declare const aptProgress: (screen: Screen) => { hear(line: string): void; end(): void };
