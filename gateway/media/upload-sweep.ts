import { stat } from 'node:fs/promises';
import { AbortUpload } from '../../schemas/media/upload.commands.ts';
import { uuid5 } from '../../schemas/kernel/uuid5.ts';
import { isId } from '../graphql/connection.ts';
import { isOutage } from '../../ports/outage.ts';
import type { GatewayPorts } from '../ports.ts';
import { finisher, type Finish } from './upload-finish.ts';
import { readUpload, removeUploadBytes, sourceKey, uploadKey } from './upload-files.ts';

/** How long an unfinished upload may rest before it is given up, ms. */
export const UPLOAD_REST_MS = 24 * 3600 * 1000;
const SWEEP_EVERY_MS = 15_000;
const PAGE = 50;
const MAX_PAGES = 20;

/** What a sweep did, for the log line. */
export interface Sweep {
  readonly completed: number;
  readonly expired: number;
  readonly cleared: number;
}

/**
 * Looks over the upload directory and the board: completes what is complete on the disk but not in the log, gives up
 * what rested for a day, and clears what the log has done with. One upload that cannot be looked at does not hold up the
 * others; an outage ends the sweep.
 */
export async function sweepUploads(ports: GatewayPorts, finish: (uploadId: string) => Promise<Finish>): Promise<Sweep> {
  const names = await ports.store.list('uploads');
  const onDisk = new Set(names.map((name) => name.replace(/\.json$/, '')).filter(isId));
  const did = { completed: 0, expired: 0, cleared: 0 };
  const resting = await restingOnBoard(ports).catch((error: unknown) => {
    ports.logger.warn(
      { err: error },
      'the board could not be asked for idle uploads; only those on the disk are looked over',
    );
    return [];
  });
  for (const uploadId of new Set([...onDisk, ...resting])) {
    try {
      const what = await lookAt(ports, uploadId, finish);
      if (what !== undefined) did[what]++;
    } catch (error) {
      if (isOutage(error)) throw error;
      ports.logger.error(
        { err: error, uploadId },
        'an upload could not be looked over; look at its files in the upload directory',
      );
    }
  }
  return did;
}

async function lookAt(
  ports: GatewayPorts,
  uploadId: string,
  finish: (uploadId: string) => Promise<Finish>,
): Promise<keyof Sweep | undefined> {
  const ended = await finish(uploadId);
  if (ended === 'complete') return 'completed';
  if (ended === 'aborted') return 'cleared';
  if ((ended !== 'incomplete' && ended !== 'unknown') || !(await hasRested(ports, uploadId))) return undefined;
  if (ended === 'incomplete') await expire(ports, uploadId);
  await removeUploadBytes(ports.store, uploadId);
  return 'expired';
}

/** Sweeps now and every quarter of a minute until stopped; a sweep that fails is logged and the next one tries again. */
export function startSweeping(ports: GatewayPorts): () => Promise<void> {
  let stopped = false;
  let timer: NodeJS.Timeout | undefined;
  const once = async (): Promise<void> => {
    try {
      const did = await sweepUploads(ports, finisher(ports));
      if (did.completed + did.expired + did.cleared > 0) ports.logger.info({ ...did }, 'looked over the uploads');
    } catch (error) {
      ports.logger.warn({ err: error }, 'could not look over the uploads; the next look is soon');
    }
    if (!stopped) timer = setTimeout(() => void (running = once()), SWEEP_EVERY_MS);
  };
  let running = once();
  return async () => {
    stopped = true;
    clearTimeout(timer);
    await running;
  };
}

async function restingOnBoard(ports: GatewayPorts): Promise<readonly string[]> {
  const resting: string[] = [];
  let after: string | undefined;
  for (let page = 0; page < MAX_PAGES; page++) {
    const { rows, hasNextPage } = await ports.queries.assets.board({ first: PAGE, after, stage: 'uploading' });
    resting.push(...rows.filter(({ row }) => isOld(ports, Date.parse(row.startedAt))).map(({ row }) => row.uploadId));
    after = rows.at(-1)?.cursor;
    if (!hasNextPage) break;
  }
  return resting;
}

/** Resting: neither begun nor fed for a day. The source is looked at too: a moved file is not an idle upload. */
async function hasRested(ports: GatewayPorts, uploadId: string): Promise<boolean> {
  const upload = await readUpload(ports.log, uploadId);
  const touched = await Promise.all(
    [
      uploadKey(uploadId),
      `${uploadKey(uploadId)}.json`,
      ...(upload.status === 'open' ? [sourceKey(upload.started.assetId)] : []),
    ].map((key) =>
      stat(ports.store.path(key)).then(
        ({ mtimeMs }) => mtimeMs,
        () => 0,
      ),
    ),
  );
  return isOld(ports, Math.max(upload.status === 'open' ? upload.startedAt.getTime() : 0, ...touched));
}

const isOld = (ports: GatewayPorts, at: number): boolean => ports.now() - at > UPLOAD_REST_MS;

async function expire(ports: GatewayPorts, uploadId: string): Promise<void> {
  const commandId = uuid5(uploadId, 'expire');
  await ports.execute({
    streamId: uploadId,
    commandId,
    correlationId: commandId,
    actor: { kind: 'system', id: 'gateway' },
    command: { type: AbortUpload.type, data: { uploadId, reason: 'expired' }, at: new Date(ports.now()).toISOString() },
  });
}
