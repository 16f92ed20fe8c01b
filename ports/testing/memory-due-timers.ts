import type { DueTimer, DueTimers } from '../due-timers.ts';

/** Set timers in memory. Keeps due-timers.contract.ts. */
export interface MemoryDueTimers extends DueTimers {
  /** `dueAt` null: it fired or was cancelled. A timer is known by its process and name. */
  set(timer: Omit<DueTimer, 'dueAt'> & { readonly dueAt: string | null }): void;
}

/** @param caughtUpWith the read model's lag in tests that have one; default: it never lags */
export function createMemoryDueTimers(
  caughtUpWith: DueTimers['caughtUpWith'] = () => Promise.resolve(),
): MemoryDueTimers {
  const timers = new Map<string, DueTimer>();
  const locked = new Set<string>();
  const listeners = new Set<() => void>();
  const keyOf = ({ process, processId, name }: Omit<DueTimer, 'dueAt'>): string => `${process}/${processId}/${name}`;
  const isSameProcess = (a: DueTimer, b: DueTimer): boolean => a.process === b.process && a.processId === b.processId;
  const compare = (a: DueTimer, b: DueTimer): number =>
    Date.parse(a.dueAt) - Date.parse(b.dueAt) || (keyOf(a) < keyOf(b) ? -1 : Number(keyOf(a) > keyOf(b)));
  const inOrder = (): readonly DueTimer[] => [...timers.values()].toSorted(compare);
  return {
    set({ dueAt, ...of }) {
      if (dueAt === null) timers.delete(keyOf(of));
      else timers.set(keyOf(of), { ...of, dueAt });
      setImmediate(() => listeners.forEach((listener) => listener()));
    },
    async take(now, limit, fire, after) {
      const due = inOrder()
        .filter((timer, index, all) => all.findIndex((each) => isSameProcess(each, timer)) === index)
        .filter((timer) => Date.parse(timer.dueAt) <= now && !locked.has(keyOf(timer)))
        .filter((timer) => after === undefined || compare(timer, after) > 0)
        .slice(0, limit);
      for (const timer of due) locked.add(keyOf(timer));
      try {
        if (due.length > 0) await fire(due);
      } finally {
        for (const timer of due) locked.delete(keyOf(timer));
      }
      return due.length;
    },
    async nextAfter(now) {
      const next = inOrder().find(({ dueAt }) => Date.parse(dueAt) > now);
      return next && Date.parse(next.dueAt);
    },
    onChange(listener) {
      listeners.add(listener);
      return () => void listeners.delete(listener);
    },
    caughtUpWith,
  };
}
