import type { Database, Sql } from '../../ports/database.ts';
import type { Lease } from '../../ports/checkpoints.ts';
import { LeaseLost } from '../../runtime/lease.ts';
import { parkEvents } from './parked.ts';
import type { Parking } from './parked.ts';
import type { Entry, Projection } from './projection.ts';
import type { Workspace } from './workspace.ts';

/** Named places at which a process may die; tests make it die there. */
export type Step = 'batch-taken' | 'checkpoint-moved' | 'rows-folded' | 'rows-written' | 'committed';

export interface Application {
  readonly projection: Projection;
  /** Rows of earlier batches of this lease: nobody else may change the tables while it holds. */
  readonly workspace: Workspace;
  /** Whether a crash of the database may not undo it: rows and checkpoint go together, so it would only be done again. */
  readonly durable: boolean;
  /** More rows than these are not held for the next batches. */
  readonly mostRows: number;
  readonly lease: Lease;
  readonly ttlMs: number;
  /** Where the checkpoint is, and where it will be. */
  readonly from: bigint;
  readonly to: bigint;
  readonly fold: readonly Entry[];
  readonly park: readonly Parking[];
  readonly onStep?: ((step: Step) => void) | undefined;
}

const MOVE = `
  update runtime.checkpoints
  set position = $4, updated_at = now(), expires_at = now() + $5 * interval '1 millisecond'
  where consumer = $1 and epoch = $2 and position = $3`;

/**
 * One batch in one transaction: the fenced checkpoint first (it takes the row's lock, so a rival waits or loses),
 * then the touched rows, the fold in memory, one upsert per table, and what was parked.
 * @throws LeaseLost when the checkpoint is not where it should be or the epoch is another; nothing was written.
 */
export async function applyBatch(db: Database, batch: Application): Promise<void> {
  const { projection, workspace, mostRows, fold, park, onStep } = batch;
  if (fold.length === 0 && park.length === 0) return move(db, batch);
  const writing = db.transaction(async (session) => {
    const moving = move(session, batch).then(() => onStep?.('checkpoint-moved'));
    if (fold.length === 0) await moving;
    else {
      await bothOf(moving, workspace.fold(session, fold));
      onStep?.('rows-folded');
      await workspace.flush(session);
    }
    await parkEvents(session, projection.name, park);
    onStep?.('rows-written');
  }, batch);
  try {
    await writing;
  } catch (error) {
    // What was folded was not written, or perhaps it was: the tables know.
    workspace.clear();
    throw error;
  }
  if (workspace.size() > mostRows) workspace.clear();
  onStep?.('committed');
}

/** The fold begins while the database moves the checkpoint. Neither is left behind in a transaction that has ended. */
async function bothOf(moving: Promise<void>, folding: Promise<void>): Promise<void> {
  const ends = await Promise.allSettled([moving, folding]);
  for (const end of ends) if (end.status === 'rejected') throw end.reason;
}

async function move(sql: Sql, { lease, from, to, ttlMs }: Application): Promise<void> {
  const moved = await sql.query(MOVE, [lease.consumer, lease.epoch, from, to, ttlMs]);
  if (moved.count !== 1)
    throw new LeaseLost(`${lease.consumer} belongs to somebody else now (epoch ${lease.epoch}, position ${from})`);
}
