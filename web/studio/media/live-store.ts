import type { Asset, JobProgress } from './media.queries.ts';

/** What the subscriptions brought since the page was opened. */
export interface LiveStore {
  /** The newest known state of an asset: the row that a query gave, or a later one that arrived by itself. */
  newest(asset: Asset): Asset;
  /** Assets that arrived by themselves, newest upload first. */
  arrived(): readonly Asset[];
  progressOf(jobId: string): JobProgress | undefined;
  asset(asset: Asset): void;
  progress(progress: JobProgress): void;
  subscribe(listener: () => void): () => void;
  /** Grows with every change. */
  version(): number;
}

const later = (one: Asset, other: Asset): boolean => BigInt(one.position) > BigInt(other.position);

/** Keeps what arrives, never goes back in the log, and notifies its listeners at most once per frame. */
export function createLiveStore(schedule: (run: () => void) => void): LiveStore {
  const assets = new Map<string, Asset>();
  const progress = new Map<string, JobProgress>();
  const listeners = new Set<() => void>();
  let version = 0;
  let scheduled = false;
  const changed = (): void => {
    version += 1;
    if (scheduled) return;
    scheduled = true;
    schedule(() => {
      scheduled = false;
      for (const listener of listeners) listener();
    });
  };
  return {
    newest: (asset) => {
      const live = assets.get(asset.id);
      return live !== undefined && later(live, asset) ? live : asset;
    },
    arrived: () => [...assets.values()].toSorted((a, b) => b.startedAt.localeCompare(a.startedAt)),
    progressOf: (jobId) => progress.get(jobId),
    asset: (asset) => {
      const known = assets.get(asset.id);
      if (known !== undefined && later(known, asset)) return;
      assets.set(asset.id, asset);
      changed();
    },
    progress: (next) => {
      const known = progress.get(next.jobId);
      if (
        known !== undefined &&
        (known.attempt > next.attempt || (known.attempt === next.attempt && known.fraction > next.fraction))
      )
        return;
      progress.set(next.jobId, next);
      changed();
    },
    subscribe: (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    version: () => version,
  };
}
