import { print } from './print.ts';

/** Signals that come within this time of each other are one request: Ctrl-C reaches us from the terminal and from npm. */
const ONE_REQUEST_MS = 500;

/**
 * Aborted by the first Ctrl-C or SIGTERM. A second one, later, ends the process at once; children then go with it.
 */
export function stopSignal(): AbortSignal {
  const stopping = new AbortController();
  let first = 0;
  const onSignal = (): void => {
    if (!stopping.signal.aborted) {
      first = performance.now();
      stopping.abort();
    } else if (performance.now() - first > ONE_REQUEST_MS) {
      print('✗', 'stopped in a hurry');
      process.exit(130);
    }
  };
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, onSignal);
  return stopping.signal;
}

/** Resolves when the signal is aborted. */
export const aborted = (signal: AbortSignal): Promise<void> =>
  new Promise((resolve) => {
    if (signal.aborted) resolve();
    else signal.addEventListener('abort', () => resolve(), { once: true });
  });
