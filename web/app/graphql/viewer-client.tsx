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

/** Outside a browser there are none, and an open channel would keep a process of Node alive. */
const otherTabs = typeof window === 'undefined' ? undefined : new BroadcastChannel('reprise/who-is-here');
otherTabs?.addEventListener('message', begin);

function begin(): void {
  client = createGatewayClient(null);
  for (const listener of listeners) listener();
}

/** Somebody else is here now: all that was asked for the one before is forgotten, and shown pages ask again; in other tabs too. */
export function forgetAnswers(): void {
  begin();
  // oxlint-disable-next-line unicorn/require-post-message-target-origin -- a channel has no target: it is of this origin alone
  otherTabs?.postMessage(null);
}
