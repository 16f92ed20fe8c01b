import type { Kysely } from 'kysely';
import { Outage } from './outage.ts';

/** What a statement gave. */
export interface Answer<R> {
  readonly rows: readonly R[];
  /** Rows that it gave or changed. */
  readonly count: number;
}

/** SQL in, rows out, on any connection. */
export interface Sql {
  /**
   * One statement with its values as `$1`, `$2` …. Rows come with their columns as the statement names them: int8 as
   * bigint, timestamptz as ISO 8601 in UTC, jsonb as what it holds.
   * @throws DatabaseUnavailable, DataRefused
   */
  query<R extends object = Record<string, unknown>>(text: string, values?: readonly unknown[]): Promise<Answer<R>>;
}

/** One connection, for what must happen on one: transactions, settings, COPY. */
export interface Session extends Sql {
  /** Runs `work` in a transaction of this connection; whatever is thrown rolls it back. */
  transaction<T>(work: () => Promise<T>, options?: { readonly durable?: boolean }): Promise<T>;
  /** Runs a `copy … from stdin` with the chunks of its text, made as fast as the server takes them. */
  copyIn(statement: string, chunks: Iterable<string>): Promise<void>;
}

/** The database of the read models and of the checkpoints of those who follow the log. Connections are made when needed. */
export interface Database extends Sql {
  /** Typed queries over the tables `S`, in camelCase; each goes to any connection. */
  kysely<S>(): Kysely<S>;
  /**
   * Runs `work` in one transaction on a connection of its own.
   * @param options.durable false: a crash of the server may undo it although it was answered, never in part, and never
   *   without undoing all that came after it. For what can be done again.
   */
  transaction<T>(work: (session: Session) => Promise<T>, options?: { readonly durable?: boolean }): Promise<T>;
  /** Runs `work` on a connection of its own, which is closed afterwards: its settings do not outlive it. */
  session<T>(work: (session: Session) => Promise<T>): Promise<T>;
  close(): Promise<void>;
}

/** The database does not answer, is being restarted, has no space, or a race was lost: do it again later. */
export class DatabaseUnavailable extends Outage {
  override name = 'DatabaseUnavailable';
}

/** The database takes none of these values, now or later: whoever made them is at fault. */
export class DataRefused extends Error {
  override name = 'DataRefused';
}
