import type { Database } from '../../ports/database.ts';
import type { EventLog } from '../../ports/event-log.ts';
import type { Logger } from '../../ports/logger.ts';
import type { Language } from '../../schemas/kernel/language.ts';
import type { Projection } from './projection.ts';
import { rebuildProjection } from './rebuild.ts';

interface Deps {
  readonly log: EventLog;
  readonly language: Language;
  readonly db: Database;
  readonly logger: Logger;
  readonly signal: AbortSignal;
}

/**
 * Makes sure that the tables are those of this projection's version: older ones are rebuilt before they are followed.
 * @throws when the tables belong to a newer version, whose process must be left alone.
 */
export async function prepareVersion(deps: Deps, projection: Projection): Promise<void> {
  const { db, logger } = deps;
  const { rows } = await db.query<{ version: number }>('select version from runtime.projections where name = $1', [
    projection.name,
  ]);
  const version = rows[0]?.version;
  if (version === undefined) throw new Error(`The tables of ${projection.name} do not exist. Run \`reprise migrate\`.`);
  if (version === projection.version) return;
  if (version > projection.version)
    throw new Error(
      `The tables of ${projection.name} were made by a newer Reprise (version ${version}, this one knows ${projection.version}). Run that one, or rebuild with this one.`,
    );
  logger.info(
    { projection: projection.name, from: version, to: projection.version },
    'the projection changed and is rebuilt',
  );
  await rebuildProjection(deps, projection);
}
