import type { Signals } from '../../ports/signals.ts';
import { keyOf } from './parked.ts';
import type { Proposal } from './commit-batch.ts';
import type { Projection } from './projection.ts';

/** Keys that can stand in a subject as they are. */
const subjectSafe = /^[\w-]+$/;

/** Says what a commit changed: each key once, and how far the projection is. May be lost; carries no data. */
export function announce(signals: Signals, projection: Projection, { fold, to }: Proposal): void {
  const position = String(to);
  if (projection.announces) {
    const keys = new Set(fold.map((entry) => keyOf(projection, entry)));
    for (const key of keys) if (subjectSafe.test(key)) signals.publish(`read.${projection.name}.${key}`, { position });
  }
  signals.publish(`read.position.${projection.name}`, { position });
}
