import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { mkdir, open, readdir, rename, rm, stat, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { pipeline } from 'node:stream/promises';

/** SHA-256 in hex and size of a file. */
export const fileFacts = async (path: string, signal?: AbortSignal): Promise<{ sha256: string; bytes: number }> => {
  const hash = createHash('sha256');
  await pipeline(createReadStream(path, { highWaterMark: 1024 ** 2 }), hash, signal === undefined ? {} : { signal });
  return { sha256: hash.digest('hex'), bytes: (await stat(path)).size };
};

/** Runs `work` over items, a few at a time, keeping their order. */
export const mapFew = async <A, B>(items: readonly A[], few: number, work: (item: A) => Promise<B>): Promise<B[]> => {
  const results: B[] = [];
  let next = 0;
  const worker = async (): Promise<void> => {
    for (let at = next++; at < items.length; at = next++) results[at] = await work(items[at] as A);
  };
  await Promise.all(Array.from({ length: Math.min(few, items.length) }, worker));
  return results;
};

/** Name of the file that says whose outputs stand beside it; the janitor asks the log about that job. */
export const OWNER_FILE = 'owner.json';

export interface Owner {
  readonly jobId: string;
  readonly assetId: string;
}

/**
 * Makes finished files durable and moves them to their final path in one step: nobody sees half of them, and a power cut
 * after the event that names them finds them whole. The parent of `target` gets the owner's name.
 */
export const publishOutput = async (made: string, target: string, owner: Owner): Promise<void> => {
  const parent = dirname(target);
  await mkdir(parent, { recursive: true });
  await writeFile(join(parent, OWNER_FILE), JSON.stringify(owner));
  await syncTree(made);
  await rm(target, { recursive: true, force: true });
  await rename(made, target);
  await syncPath(parent);
  // The parent's own entry as well: it is new at the first attempt.
  await syncPath(dirname(parent));
};

const syncTree = async (path: string): Promise<void> => {
  const { isDirectory } = await stat(path).then((found) => ({ isDirectory: found.isDirectory() }));
  if (isDirectory) {
    const names = await readdir(path);
    await mapFew(names, 8, (name) => syncTree(join(path, name)));
  }
  await syncPath(path);
};

const syncPath = async (path: string): Promise<void> => {
  const file = await open(path, 'r');
  try {
    await file.sync();
  } finally {
    await file.close();
  }
};
