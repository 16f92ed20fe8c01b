import { setPriority } from 'node:os';
import { parentPort } from 'node:worker_threads';
import { hashSync, verifySync, type Options } from '@node-rs/argon2';

/** What a thread is asked: the hash of a password, or whether it has one. */
export interface HashTask {
  readonly password: string;
  /** In the PHC string format; absent: it is to be made. */
  readonly hash?: string;
  readonly cost: Options;
}

/** What came of it. */
export type Hashed = { readonly value: string | boolean } | { readonly error: string };

// Whoever watches goes first: a processor is for hashing while nobody else wants it.
// On Linux this is for this thread alone; elsewhere it would be the whole process.
if (process.platform === 'linux') setPriority(0, 10);

parentPort?.on('message', ({ password, hash, cost }: HashTask) => {
  let done: Hashed;
  try {
    done = { value: hash === undefined ? hashSync(password, cost) : verifySync(hash, password) };
  } catch (error) {
    done = { error: error instanceof Error ? error.message : String(error) };
  }
  // oxlint-disable-next-line unicorn/require-post-message-target-origin -- to a thread; windows have origins
  parentPort?.postMessage(done);
});
