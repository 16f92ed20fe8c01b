import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { TestContext } from 'node:test';

/** Anything with an `after` hook: the test context, or `{ after }` from node:test for a whole file. */
export type Afterwards = Pick<TestContext, 'after'> | { after: (fn: () => Promise<void>) => void };

/** A temporary directory that is removed after the test. */
export const makeTestDir = (t: Afterwards): string => {
  const directory = mkdtempSync(join(tmpdir(), 'reprise-test-'));
  cleanUpAfter(t, async () => rmSync(directory, { recursive: true, force: true }));
  return directory;
};

const stacks = new Map<Afterwards, (() => unknown)[]>();

/**
 * Runs `cleanUp` after the test, newest first (node:test's own hooks run oldest first, so that a client closed in one
 * would see its server go away), and also when the test's process is interrupted.
 */
export const cleanUpAfter = (t: Afterwards, cleanUp: () => unknown): void => {
  const known = stacks.get(t);
  if (known !== undefined) return void known.push(cleanUp);
  if (stacks.size === 0) listenForInterrupts();
  stacks.set(t, [cleanUp]);
  t.after(() => unwind(t));
};

const unwind = async (t: Afterwards): Promise<void> => {
  const stack = stacks.get(t) ?? [];
  const errors: unknown[] = [];
  for (let next = stack.pop(); next !== undefined; next = stack.pop()) {
    try {
      await next();
    } catch (error) {
      errors.push(error);
    }
  }
  stacks.delete(t);
  if (errors.length > 0) throw new AggregateError(errors, 'cleaning up after a test failed');
};

const listenForInterrupts = (): void => {
  for (const signal of ['SIGINT', 'SIGTERM'] as const)
    if (!process.listeners(signal).includes(onInterrupt)) process.once(signal, onInterrupt);
};

const onInterrupt = (): void => {
  void Promise.allSettled([...stacks.keys()].map(unwind)).then(() => process.exit(1));
};
