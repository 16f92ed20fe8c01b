/** A second Ctrl-C within this time is the same one: a terminal and a parent may both pass it on. */
const SAME_MS = 1000;

/** Turns Ctrl-C, SIGTERM and a closed terminal into an abort signal. A later second one ends the process at once. */
export const listenForInterruption = (): AbortSignal => {
  const controller = new AbortController();
  let first = 0;
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const)
    process.on(signal, () => {
      if (!controller.signal.aborted) {
        first = performance.now();
        controller.abort();
      } else if (performance.now() - first > SAME_MS) {
        process.stderr.write('✗ stopped at once, without waiting for what was going on\n');
        process.exit(130);
      }
    });
  return controller.signal;
};

/** Resolves when the signal is aborted. Keeps the process alive until then. */
export const untilAborted = (signal: AbortSignal): Promise<void> =>
  new Promise((resolve) => {
    if (signal.aborted) return resolve();
    const alive = setInterval(() => {}, 60_000);
    signal.addEventListener('abort', () => {
      clearInterval(alive);
      resolve();
    });
  });
