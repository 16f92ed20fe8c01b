/** One step of the `runtime` schema. Once on main it never changes; a new step gets the next number. */
export interface Migration {
  readonly id: number;
  readonly name: string;
  readonly sql: string;
}

/**
 * The tables that are not read models: where consumers of the log are, and what they had to put aside.
 * Read models have no migrations: their tables are declared by their projections, and a new shape is a rebuild.
 */
export const migrations: readonly Migration[] = [
  {
    id: 1,
    name: 'checkpoints',
    sql: `
      create table runtime.checkpoints (
        consumer text primary key,
        position bigint not null default 0,
        epoch bigint not null default 0,
        holder text,
        expires_at timestamptz not null default now(),
        updated_at timestamptz not null default now()
      );
      create table runtime.projections (
        name text primary key,
        version integer not null,
        state text not null default 'stopped',
        previous_version integer,
        previous_position bigint
      );
      create table runtime.parked_events (
        projection text not null,
        position bigint not null,
        event_id text not null,
        stream text not null,
        type text not null,
        key text not null,
        blocks boolean not null,
        error text not null,
        event text not null,
        parked_at timestamptz not null default now(),
        primary key (projection, position)
      );
      create index parked_events_key on runtime.parked_events (projection, key);
    `,
  },
  {
    id: 2,
    name: 'retries of parked events',
    sql: `
      alter table runtime.parked_events add column retry_requested_at timestamptz;
      update runtime.checkpoints set consumer = 'dispatcher/jobs' where consumer = 'dispatcher/media';
      update runtime.parked_events set projection = 'dispatcher/jobs' where projection = 'dispatcher/media';
    `,
  },
];
