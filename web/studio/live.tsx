import { createContext, type ReactNode, useContext, useEffect, useMemo, useRef, useSyncExternalStore } from 'react';
import { useClient, useSubscription } from 'urql';
import { onSocketOpened } from '../app/graphql/client.ts';
import { graphql } from '../app/graphql/gql.ts';
import { createLiveStore, type LiveStore } from './media/live-store.ts';
import { AssetChanged, JobProgressed } from './media/media.queries.ts';
import { createUploads, type UploadEntry, type Uploads } from './media/uploads.ts';

interface Studio {
  readonly live: LiveStore;
  readonly uploads: Uploads;
}

const AnyTitleChanged = graphql(`
  subscription AnyTitleChanged {
    titleChanged {
      id
      revision
    }
  }
`);
const StudioContext = createContext<Studio | null>(null);

/** Holds what is alive in the studio while pages come and go: running uploads and what the subscriptions say. */
export function StudioProvider({ token, children }: { token: string; children: ReactNode }) {
  const client = useClient();
  const studio = useMemo(
    () => ({ live: createLiveStore((run) => requestAnimationFrame(run)), uploads: createUploads({ client, token }) }),
    [client, token],
  );
  const { live, uploads } = studio;
  useSubscription({ query: AssetChanged }, (_previous: unknown, { assetChanged }) => {
    live.asset(assetChanged);
    return null;
  });
  useSubscription({ query: JobProgressed }, (_previous: unknown, { jobProgress }) => {
    live.progress(jobProgress);
    return null;
  });
  useSubscription({ query: AnyTitleChanged }, () => {
    live.touch();
    return null;
  });
  useEffect(() => onSocketOpened(live.touch), [live]);
  useEffect(() => {
    const ask = (event: BeforeUnloadEvent) => {
      if (uploads.list().some((entry) => entry.state === 'sending' || entry.state === 'queued')) event.preventDefault();
    };
    window.addEventListener('beforeunload', ask);
    return () => window.removeEventListener('beforeunload', ask);
  }, [uploads]);
  return <StudioContext.Provider value={studio}>{children}</StudioContext.Provider>;
}

function useStudio(): Studio {
  const studio = useContext(StudioContext);
  if (studio === null) throw new Error('not inside the studio');
  return studio;
}

/** The live store; renders again with everything that arrives. */
export function useLive(): LiveStore {
  const { live } = useStudio();
  useSyncExternalStore(live.subscribe, live.version);
  return live;
}

/** Asks again when films or titles change, at most once per `everyMs`: for lists and counts that cannot be patched. */
export function useFilmRefresh(refresh: (options: { requestPolicy: 'network-only' }) => void, everyMs = 1000): void {
  const { live } = useStudio();
  const latest = useRef(refresh);
  latest.current = refresh;
  useEffect(() => {
    let timer: ReturnType<typeof setTimeout> | undefined;
    let seen = live.filmVersion();
    const stop = live.subscribe(() => {
      if (timer !== undefined || live.filmVersion() === seen) return;
      timer = setTimeout(() => {
        timer = undefined;
        seen = live.filmVersion();
        latest.current({ requestPolicy: 'network-only' });
      }, everyMs);
    });
    return () => {
      clearTimeout(timer);
      stop();
    };
  }, [live, everyMs]);
}

/** Asks again after the socket opened: rows that the subscriptions keep up to date may have missed something before. */
export function useSocketRefresh(refresh: (options: { requestPolicy: 'network-only' }) => void): void {
  useEffect(() => onSocketOpened(() => refresh({ requestPolicy: 'network-only' })), [refresh]);
}

/** The uploads of this browser and what can be done with them. */
export function useUploads(): readonly [readonly UploadEntry[], Uploads] {
  const { uploads } = useStudio();
  return [useSyncExternalStore(uploads.subscribe, uploads.list), uploads];
}
