import type { Afterwards } from '../harness/services.ts';

/** Collects what must be undone when a benchmark ends, the way a test's context does. */
export interface Scope extends AsyncDisposable {
  readonly afterwards: Afterwards;
}

/** @example await using scope = openScope(); const { urls } = await startTestServices(scope.afterwards, { nats: true }); */
export function openScope(): Scope {
  const hooks: (() => unknown)[] = [];
  return {
    afterwards: { after: (hook: () => unknown) => void hooks.push(hook) },
    async [Symbol.asyncDispose]() {
      for (const hook of hooks.toReversed()) await hook();
    },
  };
}
