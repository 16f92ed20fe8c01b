/** What workers read of the configuration. */
export interface WorkerSettings {
  /** x264's preset. Default `veryfast`. */
  readonly encoderPreset?: string;
  /** Pixels of one picture, seconds of a film. */
  readonly limits?: { readonly pixels: number; readonly durationSeconds: number };
  /** Bytes of the disk that stay free. Default 256 MiB. */
  readonly reserveBytes?: number;
}
