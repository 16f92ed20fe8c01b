/** Where a film is on its way. */
export type DemoStage =
  | 'waiting'
  | 'fetch'
  | 'upload'
  | 'probe'
  | 'encode'
  | 'package'
  | 'publish'
  | 'published'
  | 'rejected';

/** Is shown how the demo films get on. */
export interface DemoProgress {
  /** A film, by its name, is in this stage, and so far within it (0 to 1). Called often. */
  show(film: string, stage: DemoStage, fraction: number): void;
  /** Nothing more comes. */
  stop(): void;
}

/** Shows nothing. */
export const silentProgress: DemoProgress = { show: () => undefined, stop: () => undefined };
