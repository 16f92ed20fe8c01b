import type { Database, Session, Sql } from '../../ports/database.ts';
import type { Logger } from '../../ports/logger.ts';
import { holderName, keepLease } from '../../runtime/lease.ts';
import { isPoison } from '../db/failures.ts';
import { consumerOf, createKeys, createProjectionSchema } from '../db/read-model-schema.ts';
import { createIndexes } from '../db/indexes.ts';
import { createCheckpoints } from './checkpoints.ts';
import type { Difference } from './compare.ts';
import { createBlocked } from './blocked.ts';
import type { Language } from '../../schemas/kernel/language.ts';
import type { Projection } from './projection.ts';
import type { PastLog } from './read-ahead.ts';
import { fillCarefully, fillFast } from './fill.ts';
import type { Shadow } from './fill.ts';
import { shadowOf, swap } from './swap.ts';

export interface RebuildProgress {
  readonly phase: 'reading' | 'indexing' | 'catching-up' | 'swapping';
  /** Events folded so far. */
  readonly events: number;
  readonly position: bigint;
}

export interface RebuildResult {
  readonly events: number;
  readonly position: bigint;
  readonly parked: number;
  /** Whether new and old rows were equal at one position; undefined when not compared. */
  readonly identical: boolean | undefined;
  /** How many rows differ, and the first of them. */
  readonly differing: number;
  readonly differences: readonly Difference[];
}

export interface RebuildDeps {
  readonly log: PastLog;
  readonly language: Language;
  readonly db: Database;
  readonly logger?: Logger | undefined;
  readonly signal?: AbortSignal;
  readonly onProgress?: ((progress: RebuildProgress) => void) | undefined;
  /** Compares the new rows with the old ones before the swap. */
  readonly compare?: boolean | undefined;
}

const LEASE_MS = 30_000;
/** A round of catching up that read fewer events than this leaves little enough to do while the live runner waits. */
const SHORT_ROUND = 500;
const MOST_ROUNDS = 20;

/** Rebuilds the projection called `name` from the beginning of the log, blue/green. @throws when there is none of that name. */
export async function rebuild(
  deps: RebuildDeps & { readonly name: string; readonly projections: readonly Projection[] },
): Promise<RebuildResult> {
  const { name, projections } = deps;
  const found = projections.find((projection) => projection.name === name);
  if (found === undefined)
    throw new Error(
      `There is no projection "${name}". There are: ${projections.map((projection) => projection.name).join(', ')}.`,
    );
  return rebuildProjection(deps, found);
}

/**
 * Fills a shadow schema from the beginning of the log, catches up, and swaps it with the live one in one transaction.
 * The live one is served and followed all the while, and stays as `{name}_old` afterwards. Dying anywhere before the swap
 * leaves the live one as it was; the next rebuild begins from the start.
 */
export async function rebuildProjection(deps: RebuildDeps, projection: Projection): Promise<RebuildResult> {
  const checkpoints = createCheckpoints(deps.db);
  const consumer = `rebuild/${projection.name}`;
  const lease = await checkpoints.acquire(consumer, holderName(), LEASE_MS);
  if (lease === undefined)
    throw new Error(
      `${projection.name} is being rebuilt by another process. Wait for it, or try again in ${LEASE_MS / 1000} s if it died.`,
    );
  const signal = deps.signal ?? new AbortController().signal;
  return keepLease({ checkpoints, logger: deps.logger, ttlMs: LEASE_MS, signal }, lease, (until) =>
    deps.db.session(async (session) => {
      await session.query(`set synchronous_commit = off`);
      await session.query(`set maintenance_work_mem = '256MB'`);
      await session.query(`set idle_in_transaction_session_timeout = '10min'`);
      return build({ ...deps, signal: until }, projection, session);
    }),
  );
}

async function build(
  deps: RebuildDeps & { signal: AbortSignal },
  projection: Projection,
  session: Session,
): Promise<RebuildResult> {
  const { log, language, signal, onProgress, compare = false } = deps;
  const schema = shadowOf(projection.name);
  const until = async (): Promise<bigint | undefined> => (compare ? livePosition(session, projection) : undefined);
  const report = (phase: RebuildProgress['phase']) =>
    onProgress && ((shadow: Shadow) => onProgress({ phase, events: shadow.events, position: shadow.position }));
  const fresh = async (): Promise<Shadow> => {
    await createProjectionSchema(session, projection, schema);
    return { schema, projection, blocked: createBlocked(language.isByViewer), parked: [], events: 0, position: 0n };
  };
  const how = async (phase: RebuildProgress['phase']) => ({
    log,
    language,
    session,
    signal,
    until: await until(),
    onProgress: report(phase),
  });

  let shadow = await fresh();
  try {
    await fillFast(await how('reading'), shadow);
  } catch (error) {
    if (!isPoison(error)) throw error;
    // Some event cannot be folded or stored. Slowly then, so that exactly that one is parked.
    shadow = await fresh();
    await createKeys(session, projection, schema);
    await fillCarefully(await how('reading'), shadow);
  }
  report('indexing')?.(shadow);
  for (const table of projection.tables) {
    await createIndexes(session, schema, table);
    await session.query(`analyze "${schema}"."${table.name}"`);
  }
  for (let round = 0; round < MOST_ROUNDS; round += 1) {
    const before = shadow.events;
    await fillCarefully(await how('catching-up'), shadow);
    if (shadow.events - before < SHORT_ROUND) break;
  }
  report('swapping')?.(shadow);
  const { differing, differences } = await swap({ log, language, session, signal, compare }, shadow);
  const { events, position, parked } = shadow;
  return {
    events,
    position,
    parked: parked.length,
    identical: compare ? differing === 0 : undefined,
    differing,
    differences,
  };
}

async function livePosition(sql: Sql, projection: Projection): Promise<bigint> {
  const { rows } = await sql.query<{ position: bigint }>(
    'select position from runtime.checkpoints where consumer = $1',
    [consumerOf(projection.name)],
  );
  return rows[0]?.position ?? 0n;
}
