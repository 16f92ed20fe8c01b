import { createReadStream } from 'node:fs';
import { readdir, rm, stat, statfs } from 'node:fs/promises';
import { join, resolve, sep } from 'node:path';
import type { MediaStore } from '../../ports/media-store.ts';

const KEY = /^[A-Za-z0-9_.-]+(\/[A-Za-z0-9_.-]+)*$/;

/** Keeps media below one directory of this machine. Keys are ours; one that would leave the directory is a bug and throws. */
export const createFileStore = (root: string): MediaStore => {
  const base = resolve(root);
  const path = (key: string): string => {
    const full = join(base, key);
    if (!KEY.test(key) || key.split('/').some((part) => part === '.' || part === '..') || !full.startsWith(base + sep))
      throw new RangeError(
        `"${key.slice(0, 100)}" is not a storage key: use relative names of letters, digits, ".", "_" and "-".`,
      );
    return full;
  };
  return {
    path,
    size: async (key) => (await unlessAbsent(stat(path(key))))?.size,
    read: (key, range) =>
      createReadStream(path(key), range === undefined ? {} : { start: range.start, end: range.end }),
    remove: (key) => rm(path(key), { recursive: true, force: true, maxRetries: 3 }),
    list: async (key) => (await unlessAbsent(readdir(path(key)))) ?? [],
    freeBytes: async () => {
      const { bavail, bsize } = await statfs(base);
      return bavail * bsize;
    },
  };
};

const unlessAbsent = async <T>(wanted: Promise<T>): Promise<T | undefined> => {
  try {
    return await wanted;
  } catch (error) {
    if (error instanceof Error && 'code' in error && (error.code === 'ENOENT' || error.code === 'ENOTDIR'))
      return undefined;
    throw error;
  }
};
