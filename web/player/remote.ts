/** Playback rates to choose from; 1 is the film's own. */
export const speeds: readonly number[] = [0.5, 0.75, 1, 1.25, 1.5, 2];
/** Everything that buttons and keys can ask of the player. */
export interface Remote {
  togglePlay(): void;
  skip(seconds: number): void;
  seek(seconds: number): void;
  volume(value: number): void;
  toggleMute(): void;
  speed(rate: number): void;
  toggleFullscreen(): void;
  togglePicture(): void;
  toggleStats(): void;
}

/** What is open over the film; null is nothing. */
export type Panel = 'settings' | 'help' | null;
