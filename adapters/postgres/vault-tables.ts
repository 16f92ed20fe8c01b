import type { Sql } from '../../ports/database.ts';

/** Whom a message of the outbox is for: its sealed text says so. */
export const OUTBOX_SUBJECT = 'substr(box, 4, 36)';

/**
 * The tables of the vault. They are the only ones that cannot be made again from the log: docs/identity.md says how they are
 * backed up.
 */
const TABLES = `
  create schema if not exists vault;
  create table if not exists vault.master_keys (
    id text primary key, proof bytea not null, lookup_key bytea not null, created_at timestamptz not null default now());
  create table if not exists vault.keys (
    subject uuid primary key, wrapped bytea, master text references vault.master_keys,
    created_at timestamptz not null default now(), destroyed_at timestamptz,
    check ((wrapped is null) = (destroyed_at is not null)));
  create index if not exists keys_by_master on vault.keys (master);
  create table if not exists vault.lookups (
    kind text not null, digest bytea not null, subject uuid not null, primary key (kind, digest));
  create index if not exists lookups_by_subject on vault.lookups (subject);
  create table if not exists vault.outbox (id uuid primary key, box text not null, at timestamptz not null default now());
  create index if not exists outbox_at on vault.outbox (at desc);
  create table if not exists vault.exports (
    id uuid not null, nth int not null, subject uuid not null, box text not null, at timestamptz not null default now(),
    primary key (id, nth));
  create index if not exists exports_by_subject on vault.exports (subject);
  create index if not exists outbox_by_subject on vault.outbox (${OUTBOX_SUBJECT});`;

/** Any number that no other lock has. */
const LOCK = 7_237_410_002;

/** Makes the tables where they are missing. Safe when several processes do it at once. */
export async function makeVaultTables(sql: Sql): Promise<void> {
  await sql.query('select pg_advisory_xact_lock($1)', [LOCK]);
  for (const statement of TABLES.split(';\n')) if (statement.trim() !== '') await sql.query(statement);
}
