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
  position: '9007199254740993',
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
  const taken = async (
    timers: Pick<DueTimers, 'take'>,
    now: number,
    limit = 10,
    after?: DueTimer,
  ): Promise<readonly DueTimer[]> => {
    let all: readonly DueTimer[] = [];
    const take = async (due: readonly DueTimer[]): Promise<void> => {
      all = due;
    };
    const count = await timers.take(now, limit, take, after);
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
    it('are handed over page by page, also those that are due at the same instant', async () => {
      const timers = await open();
      const all = Array.from({ length: 7 }, (_, n) => timer('same', n < 5 ? 1 : 2));
      for (const each of all) await set(each);
      const pages: (readonly DueTimer[])[] = [];
      do pages.push(await taken(timers, AT + 9000, 3, pages.at(-1)?.at(-1)));
      while (pages.at(-1)?.length === 3);
      const seen = pages.flat();
      deepEqual(
        pages.map((page) => page.length),
        [3, 3, 1],
      );
      deepEqual(new Set(seen.map(({ processId }) => processId)), new Set(all.map(({ processId }) => processId)));
      deepEqual(
        seen.map(({ dueAt }) => dueAt),
        all.map(({ dueAt }) => dueAt),
      );
    });
    it('come one of each process at a time, the earliest, also while another holds it', async () => {
      const timers = await open();
      const first = timer('b', 1);
      const [second, third] = [
        { ...first, name: 'c', dueAt: new Date(AT + 2000).toISOString() },
        { ...first, name: 'a', dueAt: new Date(AT + 3000).toISOString() },
      ];
      const other = timer('z', 4);
      for (const each of [third, second, first, other]) await set(each);
      deepEqual(await taken(timers, AT + 9000), [first, other]);
      await timers.take(AT + 9000, 1, async () => deepEqual(await taken(timers, AT + 9000), [other]));
      await set({ ...first, dueAt: null });
      deepEqual(await taken(timers, AT + 9000), [second, other]);
      await set({ ...second, dueAt: third.dueAt });
      deepEqual(await taken(timers, AT + 9000), [third, other], 'at the same instant by their names');
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
