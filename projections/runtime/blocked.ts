import type { RecordedEvent } from '../../ports/event-log.ts';

/** Keys and streams whose later events wait behind a parked one. */
export interface Blocked {
  has(name: string): boolean;
  /** @param by the event that blocks it */
  add(name: string, by: RecordedEvent): void;
  readonly size: number;
  /** Names that somebody blocked who works here or is the platform: viewers are nobody, and there may be any number of them. */
  readonly shared: number;
}

/** What viewers are called in metadata, today and by version 0.1.0. */
const VIEWERS: ReadonlySet<unknown> = new Set(['viewer', 'profile']);

const isByViewer = ({ metadata }: RecordedEvent): boolean => {
  const { actor } = (metadata ?? {}) as { readonly actor?: { readonly kind?: unknown } };
  return VIEWERS.has(actor?.kind);
};

/**
 * Remembers what is blocked, and by whom. Many blocked keys are a sign that the code is wrong for everybody, and the read
 * model pauses. What an anonymous caller sends says nothing about others, so it counts for nothing: it blocks its own key.
 */
export function createBlocked(): Blocked {
  const byViewer = new Map<string, boolean>();
  let shared = 0;
  return {
    has: (name) => byViewer.has(name),
    add(name, by) {
      const known = byViewer.get(name);
      const viewer = isByViewer(by);
      if (known === false || known === viewer) return;
      byViewer.set(name, viewer);
      if (!viewer) shared += 1;
    },
    get size() {
      return byViewer.size;
    },
    get shared() {
      return shared;
    },
  };
}
