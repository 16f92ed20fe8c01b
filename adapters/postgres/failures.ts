import pg from 'pg';
import { DatabaseUnavailable, DataRefused } from '../../ports/database.ts';

/**
 * Classes of PostgreSQL's error codes (https://www.postgresql.org/docs/15/errcodes-appendix.html) that the data causes:
 * 22 data exception, 23 integrity violation, 54 program limit.
 */
const causedByData = new Set(['22', '23', '54']);

/**
 * 08 connection, 25 transaction state (an idle one was ended), 3D no such database (it was dropped), 40 lost race,
 * 53 no resources, 57 operator, 58 system.
 */
const causedByTheMoment = new Set(['08', '25', '3D', '40', '53', '57', '58']);

/** Somebody dropped it. */
const NO_SUCH_DATABASE = '3D000';

/** Tables or columns that are not there: until a read model of an older version is rebuilt, or the database migrated. */
const notYetMade = new Set(['3F000', '42P01', '42703']);

/** How `pg` says that a connection was lost or could not be had; these errors have no code. */
const lostConnection =
  /^(Connection terminated|timeout exceeded when trying to connect|timeout expired|Client has encountered a connection error|Client was closed and is not queryable|Query read timeout|Cannot use a pool after calling end)/;

/** Codes of Node's own: ECONNREFUSED, ENOTFOUND … */
const isSystemError = (error: Error): boolean =>
  'code' in error && typeof error.code === 'string' && /^E[A-Z_]{2,}$/.test(error.code);

/** What `pg` threw as one of the port's errors; what is neither the data's fault nor the moment's stays as it is: a bug. */
export function classified(error: unknown): unknown {
  if (!(error instanceof Error)) return error;
  if (error instanceof pg.DatabaseError) {
    const { code = '' } = error;
    const kind = code.slice(0, 2);
    if (causedByData.has(kind)) return new DataRefused(error.message, { cause: error });
    if (causedByTheMoment.has(kind)) return new DatabaseUnavailable(error.message, { cause: error });
    if (notYetMade.has(code))
      return new DatabaseUnavailable(
        `${error.message}. Tables of this version are not there yet: a rebuild makes them; if none runs, run \`reprise migrate\`.`,
        { cause: error },
      );
    return error;
  }
  if (isSystemError(error) || lostConnection.test(error.message))
    return new DatabaseUnavailable(error.message, { cause: error });
  // Several addresses of one host, none of which answers.
  if (error instanceof AggregateError && error.errors.some((each) => each instanceof Error && isSystemError(each)))
    return new DatabaseUnavailable(String(error.errors[0]), { cause: error });
  return error;
}

/** Does what a client is asked for, and throws what the port promises. */
export async function withClassifiedErrors<T>(work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    throw classified(error);
  }
}

/** Whether an error, or what caused it, says that the server has no such database. */
export const isNoSuchDatabase = (error: unknown): boolean =>
  error instanceof Error &&
  ((error instanceof pg.DatabaseError && error.code === NO_SUCH_DATABASE) || isNoSuchDatabase(error.cause));
