import type { Clock } from '../../ports/clock.ts';
import type { DueTimer, DueTimers } from '../../ports/due-timers.ts';
import type { EventLog } from '../../ports/event-log.ts';
import type { Logger } from '../../ports/logger.ts';
import { isOutage } from '../../ports/outage.ts';
import type { Role } from '../../ports/role.ts';
import type { Language } from '../../schemas/kernel/language.ts';
import { fireTimer } from '../../commands/pipeline/process-stream.ts';
import { backoffMs, pause } from '../../runtime/backoff.ts';
import { messageOf } from '../../runtime/parking.ts';
import { longRunning } from './long-running.ts';

export interface TimersDeps {
  readonly log: EventLog;
  readonly language: Language;
  readonly timers: DueTimers;
  readonly clock: Clock;
  readonly logger: Logger;
}

/**
 * Timers fired at a time, each in another stream, while their rows are locked. After each batch the read model is waited
 * for, which costs as much as firing 50; 200 take a fifth of a second.
 */
const BATCH = 200;
/** A timer that was set while the signal of it was lost is noticed so late. */
const LOOK_EVERY_MS = 15_000;
const LATE_MS = 60_000;
/** How long a timer rests that cannot be fired for another reason than an outage. */
const REST_MS = 60_000;

/**
 * Wakes processes at the instants that they asked for. The process' own stream decides, by an id that derives from the
 * timer, so that each fires once, however many of these run, whoever dies where. What came due while none ran fires at
 * the start. Neither a read model that stands still nor a timer that cannot be fired keeps others from firing.
 */
export function createTimers({ log, language, timers, clock, logger }: TimersDeps): Role {
  let fired = 0;
  let outage: string | undefined;
  /** Positions of timers that the read model shows as due and that need no look before this instant. */
  let resting = new Map<string, number>();
  /** Why timers cannot be fired, by position. */
  let broken = new Map<string, string>();

  /** @returns the newest position that the read model should show before it is asked again */
  const fireAll = async (due: readonly DueTimer[], now: number): Promise<bigint | undefined> => {
    const at = new Date(now).toISOString();
    const outcomes = await Promise.allSettled(due.map((timer) => fireTimer({ log, language }, timer, at)));
    let newest: bigint | undefined;
    let away: { readonly reason: unknown } | undefined;
    for (const [index, timer] of due.entries()) {
      const outcome = outcomes[index];
      if (outcome?.status === 'rejected') {
        if (isOutage(outcome.reason)) away ??= { reason: outcome.reason };
        else {
          resting.set(timer.position, now + REST_MS);
          broken.set(timer.position, messageOf(outcome.reason));
          logger.error({ ...timer, err: outcome.reason }, 'a timer cannot be fired; the others go on');
        }
      }
      if (outcome?.status !== 'fulfilled') continue;
      const { value } = outcome;
      if (value.kind === 'rejected') logger.warn({ ...timer, rejection: value.rejection }, 'a timer was refused');
      // The stream has decided: only the read model does not show it yet.
      else resting.set(timer.position, Infinity);
      if (value.kind !== 'committed' && value.kind !== 'duplicate') continue;
      const position = BigInt(value.token);
      newest = newest === undefined || position > newest ? position : newest;
      if (value.kind === 'duplicate') continue;
      fired += 1;
      const lateMs = now - Date.parse(timer.dueAt);
      if (lateMs > LATE_MS) logger.info({ ...timer, lateMs }, 'a timer fired late');
    }
    if (away !== undefined) throw away.reason;
    return newest;
  };

  /** Goes once through all that is due now. @returns whether some fired, so that more may be due */
  const fireDue = async (now: number, signal: AbortSignal): Promise<boolean> => {
    const seen = new Set<string>();
    let newest: bigint | undefined;
    let page: readonly DueTimer[] = [];
    do {
      const last = page.at(-1);
      page = [];
      const fire = async (due: readonly DueTimer[]): Promise<void> => {
        page = due;
        for (const { position } of due) seen.add(position);
        const reached = await fireAll(
          due.filter(({ position }) => (resting.get(position) ?? 0) <= now),
          now,
        );
        if (reached !== undefined && (newest === undefined || reached > newest)) newest = reached;
      };
      await timers.take(now, BATCH, fire, last);
    } while (page.length === BATCH && !signal.aborted);
    if (signal.aborted) return false;
    resting = new Map([...resting].filter(([position]) => seen.has(position)));
    broken = new Map([...broken].filter(([position]) => seen.has(position) && resting.get(position) !== Infinity));
    // Until the read model shows that they fired, it would hand them over again.
    if (newest !== undefined) await timers.caughtUpWith(String(newest));
    return newest !== undefined;
  };

  const run = async (signal: AbortSignal): Promise<void> => {
    let failures = 0;
    let changed = new AbortController();
    const stopListening = timers.onChange(() => changed.abort());
    while (!signal.aborted) {
      changed = new AbortController();
      try {
        // What comes due meanwhile is due after this: it is what is waited for then.
        const now = clock.now();
        const more = await fireDue(now, signal);
        failures = 0;
        outage = undefined;
        if (more) continue;
        const next = Math.min((await timers.nextAfter(now)) ?? Infinity, now + LOOK_EVERY_MS);
        await clock.until(next, AbortSignal.any([signal, changed.signal]));
      } catch (error) {
        failures += 1;
        outage = `due timers cannot be fired: ${messageOf(error)}`;
        logger.warn({ err: error, failures }, 'due timers could not be fired; trying again');
        await pause(backoffMs(failures), signal);
      }
    }
    stopListening();
  };
  const trouble = (): string | undefined => {
    const [reason] = broken.values();
    return outage ?? (reason === undefined ? undefined : `${broken.size} due timers cannot be fired: ${reason}`);
  };
  return longRunning('timers', [run], () => `${fired} timers fired since the start`, trouble);
}
