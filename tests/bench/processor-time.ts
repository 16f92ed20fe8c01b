import { readFileSync } from 'node:fs';

/** A tick of the kernel's accounts, µs (`USER_HZ` is 100 on all Linux that we know). */
const TICK_US = 10_000;

/** Processor time that a process has used, µs; undefined where the kernel does not say it in this way. */
export function processorTime(pid: number): number | undefined {
  try {
    // Behind the name, which may hold anything: state, …, utime (the 12th), stime.
    const fields = readFileSync(`/proc/${pid}/stat`, 'utf8').split(') ').at(-1)?.split(' ') ?? [];
    return (Number(fields[11]) + Number(fields[12])) * TICK_US;
  } catch {
    return undefined;
  }
}

/** Measures what processes use while `work` runs, µs each, by the names they are given. */
export async function whileMeasured<T>(
  pids: Readonly<Record<string, number>>,
  work: () => Promise<T>,
): Promise<{ readonly result: T; readonly used: Readonly<Record<string, number>> }> {
  const before = Object.entries(pids).map(([name, pid]) => [name, processorTime(pid) ?? 0] as const);
  const result = await work();
  return {
    result,
    used: Object.fromEntries(before.map(([name, from]) => [name, (processorTime(pids[name] ?? 0) ?? 0) - from])),
  };
}
