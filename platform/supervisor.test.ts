import assert from 'node:assert/strict';
import { test } from 'node:test';
import { keepRunning, NotAgain, type End, type Life } from './supervisor.ts';

/** Lives that a test ends by hand. */
function lives(failures: readonly number[] = []) {
  const begun: { before: number | undefined; end(how: End): void }[] = [];
  const lines: string[] = [];
  const waiting = new Map<number, () => void>();
  let tries = 0;
  const begin = async (before: number | undefined): Promise<Life<number>> => {
    tries += 1;
    if (failures.includes(tries)) throw new Error(`try ${tries} failed.`);
    const { promise: over, resolve } = Promise.withResolvers<End>();
    begun.push({ before, end: resolve });
    waiting.get(begun.length)?.();
    return { value: begun.length, over, stop: async () => resolve({ kind: 'asked' }) };
  };
  const nth = (count: number): Promise<void> =>
    new Promise((resolve) => (begun.length >= count ? resolve() : void waiting.set(count, resolve)));
  return {
    begin,
    begun,
    lines,
    nth,
    how: { name: 'the roles', begin, report: (line: string) => lines.push(line), pauseMs: 1 },
  };
}

test('what ends by itself begins again, knows what it was before, and people are told', async () => {
  const { begun, lines, nth, how } = lives();
  const kept = await keepRunning(how);
  begun[0]?.end({ kind: 'died', why: 'SIGSEGV' });
  await nth(2);
  begun[1]?.end({ kind: 'died', why: 'code 1' });
  await nth(3);
  await kept.stop();
  assert.deepEqual(
    begun.map(({ before }) => before),
    [undefined, 1, 2],
  );
  assert.deepEqual(lines.slice(0, 2), ['the roles ended (SIGSEGV); starting again', 'the roles are back']);
});

test('a beginning that fails is told of and tried again; the very first is not', async () => {
  const { begun, lines, nth, how } = lives([2, 3]);
  const kept = await keepRunning(how);
  begun[0]?.end({ kind: 'died', why: 'SIGKILL' });
  await nth(2);
  await kept.stop();
  assert.deepEqual(lines.slice(0, 3), [
    'the roles ended (SIGKILL); starting again',
    'the roles could not be started again: try 2 failed. Trying on.',
    'the roles could not be started again: try 3 failed. Trying on.',
  ]);
  await assert.rejects(keepRunning(lives([1]).how), /try 1 failed/);
});

test('what was asked to stop stays stopped', async () => {
  const { begun, lines, how } = lives();
  const kept = await keepRunning(how);
  await kept.stop();
  assert.equal(begun.length, 1);
  assert.deepEqual(lines, []);
});

test('what would happen again is not begun again, in a life or at the beginning of one', async () => {
  const error = new NotAgain('the log was exchanged');
  const { begun, how } = lives();
  const kept = await keepRunning(how);
  begun[0]?.end({ kind: 'failed', error });
  await new Promise((resolve) => kept.failed.addEventListener('abort', resolve));
  assert.equal(kept.failed.reason, error);
  await kept.stop();
  assert.equal(begun.length, 1);

  const other = lives();
  const begin = async (before: number | undefined): Promise<Life<number>> => {
    if (before !== undefined) throw error;
    return other.begin(before);
  };
  const again = await keepRunning({ ...other.how, begin });
  other.begun[0]?.end({ kind: 'died', why: 'SIGKILL' });
  await new Promise((resolve) => again.failed.addEventListener('abort', resolve));
  await again.stop();
});
