import { sql } from 'kysely';
import type { Migration } from 'kysely/migration';

/**
 * The tables that are not read models: where consumers of the log are, and what they had to put aside. Once on main a step
 * never changes; a new one sorts after all others. Read models have no migrations: their tables are declared by their
 * projections, and a new shape is a rebuild.
 */
export const migrations: Readonly<Record<string, Migration>> = {
  // Databases of version 0.1.0 have these tables already, made by another runner.
  '0001-checkpoints': {
    async up(db) {
      await sql`
        create table if not exists runtime.checkpoints (
          consumer text primary key,
          position bigint not null default 0,
          epoch bigint not null default 0,
          holder text,
          expires_at timestamptz not null default now(),
          updated_at timestamptz not null default now()
        )`.execute(db);
      await sql`
        create table if not exists runtime.projections (
          name text primary key,
          version integer not null,
          state text not null default 'stopped',
          previous_version integer,
          previous_position bigint
        )`.execute(db);
      await sql`
        create table if not exists runtime.parked_events (
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
        )`.execute(db);
      await sql`create index if not exists parked_events_key on runtime.parked_events (projection, key)`.execute(db);
    },
  },
  // Version 0.1.0 looks into this table: it refuses a database that a newer version has migrated, instead of following
  // under names that are no more.
  '0002-refuse-version-0.1.0': {
    async up(db) {
      await sql`
        create table if not exists runtime.migrations (
          id integer primary key, name text not null, applied_at timestamptz not null default now()
        )`.execute(db);
      await sql`insert into runtime.migrations (id, name) values (1, 'checkpoints'), (1000, 'kysely') on conflict do nothing`.execute(
        db,
      );
    },
  },
  '0003-retries-of-parked-events': {
    async up(db) {
      await sql`alter table runtime.parked_events add column if not exists retry_requested_at timestamptz`.execute(db);
      // The dispatcher of jobs belongs to no context any more.
      await sql`delete from runtime.checkpoints where consumer = 'dispatcher/jobs'
        and exists (select 1 from runtime.checkpoints where consumer = 'dispatcher/media')`.execute(db);
      await sql`update runtime.checkpoints set consumer = 'dispatcher/jobs' where consumer = 'dispatcher/media'`.execute(
        db,
      );
      await sql`update runtime.parked_events set projection = 'dispatcher/jobs' where projection = 'dispatcher/media'`.execute(
        db,
      );
    },
  },
  '0004-log-memory': {
    async up(db) {
      await sql`
        create table if not exists runtime.log_memory (
          one boolean primary key default true check (one),
          log_id text,
          position bigint not null default 0,
          witness_stream text,
          witness_revision bigint,
          witness_event_id text,
          updated_at timestamptz not null default now()
        )`.execute(db);
      // What was filled before logs had an identity is recognised by the newest event that does not age.
      const { rows } = await sql<{ found: boolean }>`
        select to_regclass('event_index.events') is not null as found`.execute(db);
      if (rows[0]?.found !== true) return;
      await sql`
        insert into runtime.log_memory (position, witness_stream, witness_revision, witness_event_id)
        select position, stream, revision, event_id::text from event_index.events
        where stream not like 'playback-%' and stream not like 'heartbeats-%' and type ~ '^(catalog|kernel|media)[.]'
        order by position desc limit 1 on conflict do nothing`.execute(db);
    },
  },
};
