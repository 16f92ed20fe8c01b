import { deepEqual, equal, rejects } from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { describe, it } from 'node:test';
import type { DueTimer, DueTimers } from '../due-timers.ts';

const AT = Date.parse('2031-05-06T07:08:09.010Z');
const timer = (name: string, seconds: number): DueTimer => ({
  process: 'contract',
  processId: randomUUID(),
  name,
  dueAt: new Date(AT + seconds * 1000).toISOString(),
});

/**
 * What every `DueTimers` must do.
 * @param open timers of which none is set
 * @param set puts a timer there; `dueAt` null: it fired or was cancelled
 */
export function dueTimersContract(
  open: () => Promise<Pick<DueTimers, 'take' | 'nextAfter'>>,
  set: (timer: Omit<DueTimer, 'dueAt'> & { readonly dueAt: string | null }) => Promise<void>,
): void {
  const taken = async (timers: Pick<DueTimers, 'take'>, now: number, limit = 10): Promise<readonly DueTimer[]> => {
    let all: readonly DueTimer[] = [];
    const count = await timers.take(now, limit, async (due) => {
      all = due;
    });
    equal(count, all.length);
    return all;
  };

  describe('due timers', () => {
    it('come earliest first, when they are due and not before, and stay until they fired', async () => {
      const timers = await open();
      const [first, second, third] = [timer('a', 1), timer('b', 2), timer('c', 3)];
      for (const each of [third, first, second]) await set(each);
      deepEqual(await taken(timers, AT + 999), []);
      deepEqual(await taken(timers, AT + 2000), [first, second]);
      deepEqual(await taken(timers, AT + 9000, 1), [first]);
      await set({ ...first, dueAt: null });
      deepEqual(await taken(timers, AT + 9000), [second, third]);
    });
    it('say when the next one is due', async () => {
      const timers = await open();
      equal(await timers.nextAfter(AT), undefined);
      for (const each of [timer('a', 50), timer('b', 7)]) await set(each);
      deepEqual([await timers.nextAfter(AT), await timers.nextAfter(AT + 7000)], [AT + 7000, AT + 50_000]);
    });
    it('are known by process and name: setting one again moves it', async () => {
      const timers = await open();
      const first = timer('a', 1);
      await set(first);
      const moved = { ...first, dueAt: new Date(AT + 5000).toISOString() };
      await set(moved);
      deepEqual([await taken(timers, AT + 4000), await taken(timers, AT + 5000)], [[], [moved]]);
    });
    it('that one holds are passed over by others, who get the rest, until it is done', async () => {
      const timers = await open();
      const [first, second] = [timer('a', 1), timer('b', 2)];
      for (const each of [first, second]) await set(each);
      await timers.take(AT + 9000, 1, async (mine) => {
        deepEqual(mine, [first]);
        deepEqual(await taken(timers, AT + 9000), [second]);
      });
      deepEqual(await taken(timers, AT + 9000), [first, second]);
    });
    it('are free again when whoever held them failed', async () => {
      const timers = await open();
      await set(timer('a', 1));
      await rejects(
        timers.take(AT + 9000, 10, () => Promise.reject(new Error('broken'))),
        /broken/,
      );
      equal((await taken(timers, AT + 9000)).length, 1);
    });
  });
}
