import { lazy, Suspense, useSyncExternalStore } from 'react';

/** Somebody waits for whether it was proved who is signed in here. */
let waiting: { readonly promise: Promise<boolean>; readonly end: (proved: boolean) => void } | null = null;
const listeners = new Set<() => void>();
const tell = () => listeners.forEach((listener) => listener());

function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

/** Asks for a proof; whoever asks meanwhile waits for the same one. */
function askForProof(): Promise<boolean> {
  if (waiting !== null) return waiting.promise;
  const { promise, resolve } = Promise.withResolvers<boolean>();
  const end = (proved: boolean) => {
    waiting = null;
    tell();
    resolve(proved);
  };
  waiting = { promise, end };
  tell();
  return promise;
}

/** What a mutation answers: data with one field, which may be a refusal. */
interface Answer {
  readonly data?: unknown;
}

const asksForProof = ({ data }: Answer): boolean =>
  Object.values(data ?? {}).some(
    (field: unknown) =>
      typeof field === 'object' && field !== null && 'code' in field && field.code === 'step-up.needed',
  );

/**
 * Runs a mutation; when it asks for a fresh proof of who is here, a dialog gets it, and the mutation runs again. Whoever closes the
 * dialog gets the refusal. The mutation has to select `... on Refusal { code message }`.
 */
async function guarded<A extends Answer>(run: () => Promise<A>): Promise<A> {
  const answer = await run();
  return asksForProof(answer) && (await askForProof()) ? run() : answer;
}

/** For what is dangerous: see `guarded`. */
export const useStepUp = (): { readonly guarded: typeof guarded } => ({ guarded });

const StepUpDialog = lazy(async () => ({ default: (await import('./step-up-dialog.tsx')).StepUpDialog }));

/** The dialog, while somebody waits for it. Over every page. */
export function StepUpOverlay() {
  const asked = useSyncExternalStore(subscribe, () => waiting);
  if (asked === null) return null;
  return (
    <Suspense>
      <StepUpDialog onProved={() => asked.end(true)} onClose={() => asked.end(false)} />
    </Suspense>
  );
}
