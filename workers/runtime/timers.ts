import type { Clock } from '../../ports/clock.ts';
import type { DueTimer, DueTimers } from '../../ports/due-timers.ts';
import type { EventLog } from '../../ports/event-log.ts';
import type { Logger } from '../../ports/logger.ts';
import type { Role } from '../../ports/role.ts';
import type { Language } from '../../schemas/kernel/language.ts';
import { fireTimer } from '../../commands/pipeline/process-stream.ts';
import { backoffMs, pause } from '../../runtime/backoff.ts';
import { longRunning } from './long-running.ts';

export interface TimersDeps {
  readonly log: EventLog;
  readonly language: Language;
  readonly timers: DueTimers;
  readonly clock: Clock;
  readonly logger: Logger;
}

/** Timers fired at a time, each in another stream, while their rows are locked. */
const BATCH = 50;
/** A timer that was set while the signal of it was lost is noticed so late. */
const LOOK_EVERY_MS = 15_000;
const LATE_MS = 60_000;

/**
 * Wakes processes at the instants that they asked for. The process' own stream decides, by an id that derives from the
 * timer, so that each fires once, however many of these run, whoever dies where. What came due while none ran fires at
 * the start.
 */
export function createTimers({ log, language, timers, clock, logger }: TimersDeps): Role {
  let fired = 0;
  let trouble: string | undefined;

  const fireAll = async (due: readonly DueTimer[], now: number): Promise<string | undefined> => {
    const at = new Date(now).toISOString();
    const outcomes = await Promise.allSettled(due.map((timer) => fireTimer({ log, language }, timer, at)));
    let newest: bigint | undefined;
    for (const [index, outcome] of outcomes.entries()) {
      const timer = due[index];
      if (outcome.status === 'rejected') throw outcome.reason;
      const { value } = outcome;
      if (value.kind === 'rejected') logger.warn({ ...timer, rejection: value.rejection }, 'a timer was refused');
      if (value.kind !== 'committed' && value.kind !== 'duplicate') continue;
      newest = newest === undefined || BigInt(value.token) > newest ? BigInt(value.token) : newest;
      if (value.kind === 'duplicate') continue;
      fired += 1;
      const lateMs = now - Date.parse(timer?.dueAt ?? at);
      if (lateMs > LATE_MS) logger.info({ ...timer, lateMs }, 'a timer fired late');
    }
    return newest === undefined ? undefined : String(newest);
  };

  /** @returns whether some fired, so that more may be due */
  const fireDue = async (): Promise<boolean> => {
    const now = clock.now();
    let token: string | undefined;
    await timers.take(now, BATCH, async (due) => {
      token = await fireAll(due, now);
    });
    // Until the read model shows that they fired, it would hand them over again.
    if (token !== undefined) await timers.caughtUpWith(token);
    return token !== undefined;
  };

  const run = async (signal: AbortSignal): Promise<void> => {
    let failures = 0;
    let changed = new AbortController();
    const stopListening = timers.onChange(() => changed.abort());
    while (!signal.aborted) {
      changed = new AbortController();
      try {
        if (await fireDue()) continue;
        const now = clock.now();
        const next = Math.min((await timers.nextAfter(now)) ?? Infinity, now + LOOK_EVERY_MS);
        failures = 0;
        trouble = undefined;
        await clock.until(next, AbortSignal.any([signal, changed.signal]));
      } catch (error) {
        failures += 1;
        trouble = `due timers cannot be fired: ${error instanceof Error ? error.message : String(error)}`;
        logger.warn({ err: error, failures }, 'due timers could not be fired; trying again');
        await pause(backoffMs(failures), signal);
      }
    }
    stopListening();
  };
  return longRunning(
    'timers',
    [run],
    () => `${fired} timers fired since the start`,
    () => trouble,
  );
}
