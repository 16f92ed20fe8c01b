import { createContext, type ReactNode, useContext, useEffect, useMemo, useRef } from 'react';
import { onSocketOpened } from '../app/graphql/client.ts';

/** Tells that something changed which lists and counts show. What it was does not matter: they ask again. */
export interface Changes {
  announce(): void;
  /** Grows with every announcement. */
  version(): number;
  subscribe(listener: () => void): () => void;
}

type Refresh = (options: { requestPolicy: 'network-only' }) => void;

export function createChanges(): Changes {
  const listeners = new Set<() => void>();
  let version = 0;
  return {
    announce: () => {
      version += 1;
      for (const listener of listeners) listener();
    },
    version: () => version,
    subscribe: (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
  };
}

const ChangesContext = createContext<Changes | null>(null);

/** Holds the studio's changes. A socket that opened again counts as one: something may have been missed. */
export function ChangesProvider({ children }: { children: ReactNode }) {
  const changes = useMemo(createChanges, []);
  useEffect(() => onSocketOpened(changes.announce), [changes]);
  return <ChangesContext.Provider value={changes}>{children}</ChangesContext.Provider>;
}

export function useChanges(): Changes {
  const changes = useContext(ChangesContext);
  if (changes === null) throw new Error('not inside the studio');
  return changes;
}

/** Asks again when something changed, at most once per `everyMs`: for lists and counts that cannot be patched. */
export function useRefreshOnChange(refresh: Refresh, everyMs = 1000): void {
  const changes = useChanges();
  const latest = useRef(refresh);
  latest.current = refresh;
  useEffect(() => {
    let timer: ReturnType<typeof setTimeout> | undefined;
    const stop = changes.subscribe(() => {
      timer ??= setTimeout(() => {
        timer = undefined;
        latest.current({ requestPolicy: 'network-only' });
      }, everyMs);
    });
    return () => {
      clearTimeout(timer);
      stop();
    };
  }, [changes, everyMs]);
}

/** Asks again after the socket opened: rows that the subscriptions keep up to date may have missed something before. */
export function useRefreshOnSocket(refresh: Refresh): void {
  useEffect(() => onSocketOpened(() => refresh({ requestPolicy: 'network-only' })), [refresh]);
}
