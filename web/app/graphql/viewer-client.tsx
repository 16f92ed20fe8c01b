import { type ReactNode, useSyncExternalStore } from 'react';
import { type Client, Provider } from 'urql';
import { createGatewayClient } from './client.ts';

let client: Client | undefined;
const listeners = new Set<() => void>();
const current = (): Client => (client ??= createGatewayClient(null));

function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

/** Pages below it ask the gateway as whoever is watching in this browser. */
export function ViewerProvider({ children }: { children: ReactNode }) {
  return <Provider value={useSyncExternalStore(subscribe, current)}>{children}</Provider>;
}

/** Somebody else is here now: all that was asked for the one before is forgotten, and shown pages ask again. */
export function forgetAnswers(): void {
  client = createGatewayClient(null);
  for (const listener of listeners) listener();
}
