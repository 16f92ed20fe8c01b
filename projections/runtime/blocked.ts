import type { RecordedEvent } from '../../ports/event-log.ts';

/** Keys and streams whose later events wait behind a parked one. */
export interface Blocked {
  has(name: string): boolean;
  /** In the order of the log: the first event that blocks a name decides who blocks it. @param by the event that blocks it */
  add(name: string, by: RecordedEvent): void;
  readonly size: number;
  /** Names that somebody blocked who works here or is the platform: viewers are nobody, and there may be any number of them. */
  readonly shared: number;
}

/**
 * Remembers what is blocked, and by whom. Many blocked keys are a sign that the code is wrong for everybody, and the read
 * model pauses. What an anonymous caller causes says nothing about others, so it counts for nothing: it blocks its own key.
 * @param isByViewer whether an anonymous caller caused an event, see `Language`
 */
export function createBlocked(isByViewer: (event: RecordedEvent) => boolean): Blocked {
  const byViewer = new Map<string, boolean>();
  let shared = 0;
  return {
    has: (name) => byViewer.has(name),
    add(name, by) {
      if (byViewer.has(name)) return;
      // One that merely waits behind its stream is held up by whoever blocks that.
      const viewer = byViewer.get(by.stream) === true || isByViewer(by);
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
