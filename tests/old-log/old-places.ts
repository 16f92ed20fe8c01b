import assert from 'node:assert/strict';
import type { RecordedEvent } from '../../ports/event-log.ts';
import type { DecodedEvent } from '../../schemas/kernel/decode.ts';
import { assetOf, filmsIn } from './films.ts';
import type { OldInstallation } from './old-installation.ts';

/** The `runtime` schema as migrations of 0.1.0 made it. */
const SCHEMA = `
  create schema runtime;
  create table runtime.migrations (id integer primary key, name text not null, applied_at timestamptz not null default now());
  insert into runtime.migrations (id, name) values (1, 'checkpoints');
  create table runtime.checkpoints (
    consumer text primary key, position bigint not null default 0, epoch bigint not null default 0,
    holder text, expires_at timestamptz not null default now(), updated_at timestamptz not null default now()
  );
  create table runtime.projections (
    name text primary key, version integer not null, state text not null default 'stopped',
    previous_version integer, previous_position bigint
  );
  create table runtime.parked_events (
    projection text not null, position bigint not null, event_id text not null, stream text not null, type text not null,
    key text not null, blocks boolean not null, error text not null, event text not null,
    parked_at timestamptz not null default now(), primary key (projection, position)
  );
  create index parked_events_key on runtime.parked_events (projection, key);`;

/** Events that 0.1.0's process had not heard, by film; and commands that it had not carried out. */
const UNHEARD: Readonly<Record<string, DecodedEvent['type']>> = {
  'upload-complete': 'media.UploadCompleted',
  'probe-done-unheard': 'kernel.JobCompleted',
  'encode-not-requested': 'media.EncodingPlanned',
  'sealed-unheard': 'media.PackageSealed',
};
const NOT_CARRIED_OUT: Readonly<Record<string, readonly string[]>> = {
  'nothing-carried-out': ['RegisterAsset', 'CreateTitle'],
  'title-not-created': ['CreateTitle'],
  'probe-not-recorded': ['RecordProbe', 'PlanEncoding'],
  'encoding-not-completed': ['CompleteEncoding', 'PlanPackage'],
  'encoding-completed-package-not-planned': ['PlanPackage'],
  'not-sealed': ['SealPackage'],
  'poster-not-attached': ['AttachPoster'],
  'finished-not-carried-out': ['MarkAssetReady', 'AttachTitleMedia'],
  'ready-media-not-attached': ['AttachTitleMedia'],
  notes: ['RejectAsset'],
};

/**
 * Makes the database as 0.1.0 would have left it with this log: checkpoints under their old names, right before the first
 * event that was not handled, and before it one event parked by each.
 */
export async function leavePlaces({ db, before, events }: OldInstallation): Promise<void> {
  const decoded = await events();
  const names = new Map(filmsIn(decoded).map(({ assetId, name }) => [assetId as string, name]));
  const nameOf = (event: DecodedEvent): string => names.get(assetOf(event) ?? '') ?? '';
  const unheard = decoded.filter((event) => UNHEARD[nameOf(event)] === event.type);
  const undone = decoded.filter(
    (event) =>
      event.type === 'kernel.CommandRequested' && NOT_CARRIED_OUT[nameOf(event)]?.includes(event.data.command.type),
  );
  const answered = new Set(
    decoded.flatMap((event) =>
      event.type === 'kernel.JobCompleted' || (event.type === 'kernel.JobFailed' && event.data.final)
        ? [event.data.jobId]
        : [],
    ),
  );
  const open = decoded.filter((event) => event.type === 'kernel.JobRequested' && !answered.has(event.data.jobId));
  assert.deepEqual([unheard.length, undone.length], [4, 14]);

  const leave = async (consumer: string, parked?: DecodedEvent, next?: DecodedEvent): Promise<void> => {
    const recorded = before.find(({ id }) => id === parked?.id) ?? assert.fail(`${consumer} has parked nothing`);
    await park(db, consumer, recorded);
    const position = before.findLast((event) => event.position < (next?.position ?? 0n))?.position;
    await db.query('insert into runtime.checkpoints (consumer, position, epoch) values ($1, $2, 7)', [
      consumer,
      position,
    ]);
  };
  for (const statement of SCHEMA.split(';').filter((text) => text.trim() !== '')) await db.query(statement);
  await leave('processor/ingest', unheard[0], unheard[1]);
  await leave('processor/commands', undone[0], undone[1]);
  await leave('dispatcher/media', open[0], open[1]);
}

/** Parks an event as 0.1.0 did: by its stream, and without blocking others. */
async function park(db: OldInstallation['db'], consumer: string, event: RecordedEvent): Promise<void> {
  const text = JSON.stringify({ ...event, revision: String(event.revision), position: String(event.position) });
  await db.query(
    `insert into runtime.parked_events (projection, position, event_id, stream, type, key, blocks, error, event)
     values ($1, $2, $3, $4, $5, $4, false, 'a bug of 0.1.0', $6)`,
    [consumer, event.position, event.id, event.stream, event.type, text],
  );
}
