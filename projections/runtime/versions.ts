import type { Database } from '../../ports/database.ts';
import { consumerOf } from '../db/read-model-schema.ts';

/** Every write to a read model moves its position or raises its epoch, in the transaction that writes the rows. */
const VERSIONS = `select consumer, epoch || '.' || position as version from runtime.checkpoints where consumer = any($1)`;

interface Look {
  /** When the statement was sent, ms on the monotonic clock. */
  readonly began: number;
  readonly versions: Promise<ReadonlyMap<string, string>>;
}

/**
 * How far read models are, one look at the checkpoints for all who ask at about the same time.
 * @returns the version of each projection, from a look that began at `since` (ms, `performance.now()`) or later
 */
export function createVersions(
  db: Database,
  projections: readonly string[],
): (since: number) => Promise<ReadonlyMap<string, string>> {
  const consumers = projections.map(consumerOf);
  const prefix = consumerOf('').length;
  const look = async (): Promise<ReadonlyMap<string, string>> => {
    const { rows } = await db.query<{ consumer: string; version: string }>(VERSIONS, [consumers]);
    return new Map(rows.map(({ consumer, version }) => [consumer.slice(prefix), version]));
  };
  let last: Look | undefined;
  return (since) => {
    if (last !== undefined && last.began >= since) return last.versions;
    const next: Look = { began: performance.now(), versions: look() };
    last = next;
    // A look that failed is not what the next one gets.
    next.versions.catch(() => {
      if (last === next) last = undefined;
    });
    return next.versions;
  };
}
