import type { Readable } from 'node:stream';

/**
 * Where bytes live. Keys are relative, made by us, never by users: `uploads/…`, `sources/{assetId}`, `work/{jobId}/{attempt}/…`,
 * `encodings/{encodingId}/{attempt}/…`, `packages/{packageId}/{attempt}/…`, `posters/{assetId}/{attempt}.jpg`.
 */
export interface MediaStore {
  /** Absolute path of a key on this machine; refuses keys that leave the root. */
  path(key: string): string;
  size(key: string): Promise<number | undefined>;
  read(key: string, range?: { start: number; end: number }): Readable;
  /** Removes a key and everything below it; absent is fine. */
  remove(key: string): Promise<void>;
  /** Names directly below a key. */
  list(key: string): Promise<readonly string[]>;
  freeBytes(): Promise<number>;
}
