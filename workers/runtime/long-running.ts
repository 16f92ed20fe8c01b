import type { Role } from '../../commands/ports/role.ts';

/**
 * A role made of loops that run until their signal is aborted. Its health is not ok once a loop ended by itself.
 * @param detail one line for people about what it does now
 */
export function longRunning(name: string, loops: readonly ((signal: AbortSignal) => Promise<void>)[], detail: () => string): Role {
  const stopping = new AbortController();
  let running: Promise<unknown> | undefined;
  let failure: Error | undefined;
  return {
    name,
    async start() {
      running ??= Promise.allSettled(loops.map(async (loop) => {
        try {
          await loop(stopping.signal);
        } catch (error) {
          failure ??= error instanceof Error ? error : new Error(String(error));
        }
      }));
    },
    async stop() {
      stopping.abort();
      await running;
    },
    async health() {
      if (failure === undefined) return { ok: true, detail: detail() };
      return { ok: false, detail: `stopped by a bug: ${failure.message}. Restart it and report this.` };
    },
  };
}
