import { createContext, useContext, useEffect, useMemo, useSyncExternalStore } from 'react';
import { useClient, useSubscription } from 'urql';
import type { StudioWrapperProps } from '../../app/context.ts';
import { useChanges } from '../changes.tsx';
import { createLiveStore, type LiveStore } from './live-store.ts';
import { AssetChanged, JobProgressed } from './media.queries.ts';
import { createUploads, type UploadEntry, type Uploads } from './uploads.ts';

interface MediaLive {
  readonly live: LiveStore;
  readonly uploads: Uploads;
}
const MediaContext = createContext<MediaLive | null>(null);

/** Holds running uploads and what the subscriptions bring about films while pages come and go. */
export default function MediaLiveProvider({ token, children }: StudioWrapperProps) {
  const client = useClient();
  const changes = useChanges();
  const held = useMemo(
    () => ({ live: createLiveStore((run) => requestAnimationFrame(run)), uploads: createUploads({ client, token }) }),
    [client, token],
  );
  const { live, uploads } = held;
  useSubscription({ query: AssetChanged }, (_previous: unknown, { assetChanged }) => {
    live.asset(assetChanged);
    changes.announce();
    return null;
  });
  useSubscription({ query: JobProgressed }, (_previous: unknown, { jobProgress }) => {
    live.progress(jobProgress);
    return null;
  });
  useEffect(() => {
    const ask = (event: BeforeUnloadEvent) => {
      if (uploads.list().some((entry) => entry.state === 'sending' || entry.state === 'queued')) event.preventDefault();
    };
    window.addEventListener('beforeunload', ask);
    return () => window.removeEventListener('beforeunload', ask);
  }, [uploads]);
  return <MediaContext.Provider value={held}>{children}</MediaContext.Provider>;
}

function useMedia(): MediaLive {
  const held = useContext(MediaContext);
  if (held === null) throw new Error('not inside the studio');
  return held;
}

/** The live store; renders again with everything that arrives. */
export function useLive(): LiveStore {
  const { live } = useMedia();
  useSyncExternalStore(live.subscribe, live.version);
  return live;
}

/** The uploads of this browser and what can be done with them. */
export function useUploads(): readonly [readonly UploadEntry[], Uploads] {
  const { uploads } = useMedia();
  return [useSyncExternalStore(uploads.subscribe, uploads.list), uploads];
}
