import type { Database } from '../../ports/database.ts';
import { foldInSavepoint } from './fill.ts';
import { decodeEntry, isForeign } from './language.ts';
import { createBlocked } from './blocked.ts';
import type { Language } from '../../schemas/kernel/language.ts';
import { parkEvents, parseParked } from './parked.ts';
import type { Parking } from './parked.ts';
import type { Projection } from './projection.ts';
import { commitBatch } from './commit-batch.ts';
import { lockCheckpoint, supersede } from './swap.ts';

/** What became of the parked events of a projection. */
export interface Retried {
  readonly handled: number;
  readonly parked: number;
}

/**
 * Tries a projection's parked events again in log order, after the code (or the data's owner) was put right. What fails again
 * stays parked, and what queued behind it too. The live runner is fenced meanwhile and goes on by itself afterwards.
 * @throws when there is no projection called `name`.
 */
export async function retryParked({
  db,
  language,
  name,
  projections,
}: {
  readonly db: Database;
  readonly language: Language;
  readonly name: string;
  readonly projections: readonly Projection[];
}): Promise<Retried> {
  const projection = projections.find((candidate) => candidate.name === name);
  if (projection === undefined)
    throw new Error(`There is no projection "${name}". There are: ${projections.map((each) => each.name).join(', ')}.`);
  return db.transaction(async (session) => {
    const position = await lockCheckpoint(session, name);
    const { rows } = await session.query<{ event: string }>(
      'select event from runtime.parked_events where projection = $1 order by position',
      [name],
    );
    const all = rows.map(({ event }) => decodeEntry(language, parseParked(event)));
    // Earlier versions parked what others wrote into the same event store.
    const entries = all.filter((entry) => !isForeign(entry, language));
    const still: Parking[] = [];
    await commitBatch(
      {
        projection,
        blocked: createBlocked(language.isByViewer),
        commit: ({ fold }) => foldInSavepoint(session, { schema: name, projection }, fold),
        retry: (error) => Promise.reject(error),
        onParked: (parking) => void still.push(parking),
      },
      entries,
      { from: 0n, to: position },
    );
    const kept = still.map(({ entry }) => entry.recorded.position);
    await session.query(
      'delete from runtime.parked_events where projection = $1 and not (position = any($2::bigint[]))',
      [name, kept],
    );
    await parkEvents(session, name, still);
    await supersede(session, name, position);
    return { handled: all.length - still.length, parked: still.length };
  });
}
