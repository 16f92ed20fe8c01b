import type { Session } from '../../ports/database.ts';
import type { Language } from '../../schemas/kernel/language.ts';
import type { Blocked } from './blocked.ts';
import { blockAll, sortBatch } from './parked.ts';
import type { Parking } from './parked.ts';
import type { Entry, Projection } from './projection.ts';
import { readAhead } from './read-ahead.ts';
import type { PastLog } from './read-ahead.ts';
import { commitBatch } from './commit-batch.ts';
import type { BatchCommits } from './commit-batch.ts';
import { createKeys } from '../db/read-model-schema.ts';
import { createWorkspace } from './workspace.ts';

/** A read model in the making. Only its rebuild knows its schema. */
export interface Shadow {
  readonly schema: string;
  readonly projection: Projection;
  readonly blocked: Blocked;
  readonly parked: Parking[];
  events: number;
  position: bigint;
}

export interface Filling {
  readonly log: PastLog;
  readonly language: Language;
  readonly session: Session;
  readonly signal: AbortSignal;
  /** Inclusive; undefined: to the present end of the log. */
  readonly until: bigint | undefined;
  readonly onProgress?: ((shadow: Shadow) => void) | undefined;
}

const FAST_BATCH = 2_000;
const CAREFUL_BATCH = 500;
/** New rows that are worth a COPY, which runs while the next are folded. */
const COPY_ROWS = 8_000;
/** Rows held in memory, in case later events change them: about a hundred megabytes. */
const MOST_ROWS = 200_000;

/** Batches from the shadow's position on, each handled before the next is taken. */
async function eachBatch(
  how: Filling,
  shadow: Shadow,
  size: number,
  handle: (entries: readonly Entry[], to: bigint) => Promise<void>,
): Promise<void> {
  const { signal, until, onProgress } = how;
  if (until !== undefined && until <= shadow.position) return;
  const reader = readAhead(how, shadow.projection, { after: shadow.position, capacity: size * 4, signal });
  try {
    for (;;) {
      signal.throwIfAborted();
      const { entries: taken, position, ended } = await reader.mailbox.take(size, 5, 60_000);
      signal.throwIfAborted();
      const entries = until === undefined ? taken : taken.filter(({ recorded }) => recorded.position <= until);
      const beyond = entries.length < taken.length;
      const to = beyond ? until : position;
      if (to !== undefined && to > shadow.position) {
        await handle(entries, to);
        shadow.events += entries.length;
        shadow.position = to;
        onProgress?.(shadow);
      }
      if (ended || beyond) break;
    }
  } finally {
    reader.stop();
  }
  if (until !== undefined && until > shadow.position) shadow.position = until;
}

/** Folds in memory and writes by COPY into tables without keys, which it makes. Any event that cannot be folded or stored fails it as a whole. */
export async function fillFast(how: Filling, shadow: Shadow): Promise<void> {
  const workspace = createWorkspace(shadow.projection, shadow.schema, { empty: true, copying: true });
  let copying = Promise.resolve();
  const copyMeanwhile = (): void => {
    copying = workspace.flushNew(how.session);
    // Its failure is awaited before anything else is written.
    copying.catch(() => {});
  };
  let hasKeys = false;
  /** Keys are made after as many rows as possible, from which they are built faster than row by row. */
  const flushAll = async (): Promise<void> => {
    await workspace.flushNew(how.session);
    if (!hasKeys) await createKeys(how.session, shadow.projection, shadow.schema);
    hasKeys = true;
    await workspace.flush(how.session);
  };
  try {
    await eachBatch(how, shadow, FAST_BATCH, async (entries) => {
      const { fold, park } = sortBatch(shadow.projection, entries, shadow.blocked);
      await workspace.fold(how.session, fold);
      blockAll(shadow.blocked, park);
      shadow.parked.push(...park);
      if (workspace.newRows() < COPY_ROWS) return;
      await copying;
      if (workspace.size() <= MOST_ROWS) return copyMeanwhile();
      await flushAll();
      workspace.clear();
    });
  } finally {
    // Nobody else may use the connection before.
    await copying;
  }
  await flushAll();
}

const commitsOf = (session: Session, shadow: Shadow): BatchCommits => ({
  projection: shadow.projection,
  blocked: shadow.blocked,
  commit: ({ fold }) => foldInSavepoint(session, shadow, fold),
  // The rebuild as a whole is what is tried again after an outage.
  retry: (error) => Promise.reject(error),
  onParked: (parking) => void shadow.parked.push(parking),
});

/** Writes into tables with keys in small transactions and parks the events that fail, as the live runner does. */
export async function fillCarefully(how: Filling, shadow: Shadow): Promise<void> {
  const commits = commitsOf(how.session, shadow);
  await eachBatch(how, shadow, CAREFUL_BATCH, async (entries, to) => {
    await how.session.transaction(() => commitBatch(commits, entries, { from: shadow.position, to }));
  });
}

/** Brings the shadow to a position within the transaction that the caller has open. */
export async function fillWithin(how: Filling & { readonly until: bigint }, shadow: Shadow): Promise<void> {
  const commits = commitsOf(how.session, shadow);
  await eachBatch(how, shadow, CAREFUL_BATCH, async (entries, to) => {
    await commitBatch(commits, entries, { from: shadow.position, to });
  });
}

/** Folds into a schema within the open transaction; a failure undoes this fold only. */
export async function foldInSavepoint(
  session: Session,
  into: Pick<Shadow, 'schema' | 'projection'>,
  fold: readonly Entry[],
): Promise<void> {
  if (fold.length === 0) return;
  await session.query('savepoint fold');
  try {
    const workspace = createWorkspace(into.projection, into.schema);
    await workspace.fold(session, fold);
    await workspace.flush(session);
    await session.query('release savepoint fold');
  } catch (error) {
    await session.query('rollback to savepoint fold');
    throw error;
  }
}
