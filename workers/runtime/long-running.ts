import type { Role } from '../../ports/role.ts';

/**
 * A role made of loops that run until their signal is aborted. Its health is not ok once a loop ended by itself.
 * @param detail one line for people about what it does now
 * @param trouble one line about what somebody should look at although the loops go on; undefined: nothing
 */
export function longRunning(
  name: string,
  loops: readonly ((signal: AbortSignal) => Promise<void>)[],
  detail: () => string,
  trouble: () => string | undefined = () => undefined,
): Role {
  const stopping = new AbortController();
  let running: Promise<unknown> | undefined;
  let failure: Error | undefined;
  return {
    name,
    async start() {
      running ??= Promise.allSettled(
        loops.map(async (loop) => {
          try {
            await loop(stopping.signal);
            if (!stopping.signal.aborted) failure ??= new Error('its work ended although nobody stopped it');
          } catch (error) {
            failure ??= error instanceof Error ? error : new Error(String(error));
          }
        }),
      );
    },
    async stop() {
      stopping.abort();
      await running;
    },
    async health() {
      const seen = trouble();
      if (failure === undefined) return { ok: seen === undefined, detail: seen ?? detail() };
      return { ok: false, detail: `stopped by a bug: ${failure.message}. Restart it and report this.` };
    },
  };
}

/** What a follower's role says in its health while events are parked; undefined when none is. */
export const parkedTrouble = (events: number): string | undefined =>
  events === 0
    ? undefined
    : `${events} ${events === 1 ? 'event is' : 'events are'} parked: see the reason in the studio or with "reprise projections list", remove it, then retry them there`;
