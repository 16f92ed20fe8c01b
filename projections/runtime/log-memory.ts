import type { Sql } from '../../ports/database.ts';
import type { LogMemory } from '../../ports/log-memory.ts';

interface MemoryRow {
  readonly log_id: string | null;
  readonly position: bigint;
  readonly witness_stream: string | null;
  readonly witness_revision: bigint | null;
  readonly witness_event_id: string | null;
}

/** Where consumers stand that are done for ever; no position of a log. */
const BEHIND_EVERYTHING = 2n ** 63n - 1n;

const NOTE = `
  insert into runtime.log_memory as m (log_id, position, witness_stream, witness_revision, witness_event_id)
  values ($1, $2, $3, $4, $5)
  on conflict (one) do update set
    log_id = excluded.log_id,
    position = greatest(m.position, excluded.position),
    witness_stream = coalesce(excluded.witness_stream, m.witness_stream),
    witness_revision = coalesce(excluded.witness_revision, m.witness_revision),
    witness_event_id = coalesce(excluded.witness_event_id, m.witness_event_id),
    updated_at = now()
  where m.log_id is null or m.log_id = excluded.log_id`;

/** What the database remembers of the log that its read models and checkpoints come from. */
export function createDatabaseMemory(db: Sql): LogMemory {
  return {
    async recall() {
      const [hasCheckpoints, hasMemory] = await Promise.all([
        isThere(db, 'runtime.checkpoints'),
        isThere(db, 'runtime.log_memory'),
      ]);
      const highest = hasCheckpoints ? await highestCheckpoint(db) : 0n;
      const row = hasMemory ? (await db.query<MemoryRow>('select * from runtime.log_memory')).rows[0] : undefined;
      const position = row === undefined || row.position < highest ? highest : row.position;
      if (row === undefined && position === 0n) return undefined;
      return { logId: row?.log_id ?? undefined, position, witness: row && witnessIn(row) };
    },
    async note({ logId, position, witness }) {
      const { count } = await db.query(NOTE, [
        logId,
        position,
        witness?.stream ?? null,
        witness?.revision ?? null,
        witness?.eventId ?? null,
      ]);
      return count === 1;
    },
  };
}

async function isThere(db: Sql, table: string): Promise<boolean> {
  const { rows } = await db.query<{ found: boolean }>('select to_regclass($1) is not null as found', [table]);
  return rows[0]?.found === true;
}

async function highestCheckpoint(db: Sql): Promise<bigint> {
  const { rows } = await db.query<{ highest: bigint | null }>(
    'select max(position) as highest from runtime.checkpoints where position < $1',
    [BEHIND_EVERYTHING],
  );
  return rows[0]?.highest ?? 0n;
}

const witnessIn = ({ witness_stream: stream, witness_revision: revision, witness_event_id: eventId }: MemoryRow) =>
  stream === null || revision === null || eventId === null ? undefined : { stream, revision, eventId };
