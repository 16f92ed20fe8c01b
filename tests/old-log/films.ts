import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { executeOn } from '../../commands/testing/execute.ts';
import type { EventLog } from '../../ports/event-log.ts';
import type { TitleId } from '../../schemas/catalog/ids.ts';
import type { DecodedEvent } from '../../schemas/kernel/decode.ts';
import type { AssetId, UploadId } from '../../schemas/media/ids.ts';

/** An upload and what is made of it. */
export interface Film {
  /** Name of its file, without the ending. */
  readonly name: string;
  readonly uploadId: UploadId;
  readonly assetId: AssetId;
  readonly titleId: TitleId;
  readonly sizeBytes: number;
}

export const filmsIn = (events: readonly DecodedEvent[]): readonly Film[] =>
  events.flatMap((event) => {
    if (event.type !== 'media.UploadStarted') return [];
    return [{ ...event.data, name: event.data.fileName.replace(/\.\w+$/, '') }];
  });

/** How a film ended; undefined while it is under way. */
export function endOf({ assetId, titleId }: Film, events: readonly DecodedEvent[]): string | undefined {
  let ready = 0;
  for (const event of events) {
    if (event.type === 'media.AssetRejected' && event.data.assetId === assetId)
      return `rejected: ${event.data.reason.code}`;
    if (event.type === 'media.AssetReady' && event.data.assetId === assetId) ready += 1;
    if (event.type === 'catalog.TitleMediaAttached' && event.data.titleId === titleId) ready += 1;
  }
  return ready < 2 ? undefined : 'ready';
}

/** The asset that an event is about; undefined for one that names none. */
export function assetOf({ data }: DecodedEvent): string | undefined {
  if ('assetId' in data) return data.assetId;
  return 'process' in data && data.process === 'ingest' ? data.processId : undefined;
}

/** What stands more often in the log than it may, as `type id`. A stage is requested again only after its deadline. */
export function repeated(events: readonly DecodedEvent[]): readonly string[] {
  const seen = new Set<string>();
  return events.flatMap((event) => {
    if (event.type === 'kernel.TimerFired')
      seen.delete(`job ${event.data.name.replace('work/', '')} ${assetOf(event)}`);
    const once = onceOf(event);
    if (once === undefined) return [];
    if (seen.has(once)) return [once];
    seen.add(once);
    return [];
  });
}

function onceOf(event: DecodedEvent): string | undefined {
  switch (event.type) {
    case 'kernel.JobRequested':
      return `job ${event.data.kind} ${event.data.processId}`;
    case 'kernel.JobCompleted':
      return `${event.type} ${event.data.jobId}`;
    case 'kernel.CommandRequested':
      // Whoever hears of a refusal asks for it again: the asset is rejected once.
      return event.data.command.type === 'RejectAsset'
        ? undefined
        : `${event.data.command.type} ${event.data.processId}`;
    case 'media.IngestStarted':
    case 'media.IngestFinished':
    case 'media.AssetUploaded':
    case 'media.AssetReady':
    case 'media.AssetRejected':
    case 'media.EncodingPlanned':
    case 'media.EncodingCompleted':
    case 'media.PackagePlanned':
    case 'media.PackageSealed':
      return `${event.type} ${event.data.assetId}`;
    case 'catalog.TitleCreated':
    case 'catalog.TitleMediaAttached':
      return `${event.type} ${event.data.titleId}`;
    default:
      return undefined;
  }
}

/** All bytes of `open` arrive, and so does another film as a whole. @returns the other one */
export async function uploadMore(log: EventLog, open: Film, name: string): Promise<Film> {
  const execute = executeOn(log);
  const perform = async (uploadId: UploadId, type: 'StartUpload' | 'CompleteUpload', data: object): Promise<void> => {
    const outcome = await execute({
      streamId: uploadId,
      commandId: randomUUID(),
      correlationId: uploadId,
      actor: { kind: 'staff', id: 'test' },
      command: { type, at: new Date().toISOString(), data: { uploadId, ...data } },
    });
    assert.equal(outcome.kind, 'committed', `${type}: ${outcome.kind}`);
  };
  const complete = ({ uploadId, assetId, sizeBytes }: Film): Promise<void> =>
    perform(uploadId, 'CompleteUpload', { sizeBytes, sha256: '0'.repeat(64), storageKey: `sources/${assetId}` });
  const uploadId = randomUUID() as UploadId;
  const ids = { assetId: randomUUID() as AssetId, titleId: randomUUID() as TitleId };
  const film: Film = { name, uploadId, ...ids, sizeBytes: 100 };
  await perform(uploadId, 'StartUpload', { ...ids, fileName: `${name}.mp4`, sizeBytes: film.sizeBytes });
  for (const each of [open, film]) await complete(each);
  return film;
}
