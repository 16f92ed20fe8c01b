/** What this browser remembers of an upload that it began, so that it can go on after a reload. */
export interface UploadRecord {
  /** Name, size and date of the file: the same file chosen again is the same upload. */
  readonly key: string;
  readonly name: string;
  readonly size: number;
  /** Chosen once: announcing the upload twice with it starts one. */
  readonly commandId: string;
  readonly uploadId: string | null;
  readonly assetId: string | null;
  readonly at: number;
}

interface Storage {
  getItem(key: string): string | null;
  setItem(key: string, value: string): void;
}

const storageKey = 'reprise.uploads';
/** The gateway gives unfinished uploads up after a day. */
const keptMs = 24 * 3_600_000;

export const keyOf = (file: { readonly name: string; readonly size: number; readonly lastModified: number }): string =>
  `${file.name}:${file.size}:${file.lastModified}`;

const isRecord = (value: unknown): value is UploadRecord =>
  typeof value === 'object' &&
  value !== null &&
  'key' in value &&
  typeof value.key === 'string' &&
  'commandId' in value &&
  'name' in value &&
  'size' in value &&
  'at' in value &&
  typeof value.at === 'number';

/** The unfinished uploads of this browser; storage that is closed or holds nonsense reads as none. */
export function readRecords(storage: Storage, now: number): readonly UploadRecord[] {
  try {
    const value: unknown = JSON.parse(storage.getItem(storageKey) ?? '[]');
    return Array.isArray(value) ? value.filter(isRecord).filter((record) => now - record.at < keptMs) : [];
  } catch {
    return [];
  }
}

/** Adds or replaces a record, or removes it when `record` is null. */
export function writeRecord(storage: Storage, key: string, record: UploadRecord | null, now: number): void {
  const others = readRecords(storage, now).filter((known) => known.key !== key);
  try {
    storage.setItem(storageKey, JSON.stringify(record === null ? others : [...others, record]));
  } catch {
    // Without storage an upload still works; it only cannot go on after a reload.
  }
}
