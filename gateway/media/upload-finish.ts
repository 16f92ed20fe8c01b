import { nextHop } from '../../runtime/trace.ts';
import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { mkdir, open, rename } from 'node:fs/promises';
import { dirname } from 'node:path';
import { CompleteUpload } from '../../schemas/media/upload.commands.ts';
import type { UploadHistory } from '../../commands/media/upload-history.ts';
import type { Actor } from '../../schemas/kernel/metadata.ts';
import { uuid5 } from '../../schemas/kernel/uuid5.ts';
import { perGateway } from '../per-gateway.ts';
import type { GatewayPorts } from '../ports.ts';
import { readUpload, removeUploadBytes, sourceKey, uploadKey } from './upload-files.ts';

/** How an attempt to finish an upload ended. `incomplete`: not all bytes are there yet. */
export type Finish = 'complete' | 'incomplete' | 'aborted' | 'unknown' | { readonly refused: string };

type Ports = Pick<GatewayPorts, 'log' | 'store' | 'execute' | 'now' | 'logger'>;

/**
 * Finishes an upload whose bytes have all arrived: hash, move to `sources/{assetId}`, execute `CompleteUpload`. Each step may be
 * repeated: whoever dies in between, the next call goes on from what is on the disk and in the log.
 * Throws when the log or the disk does not answer; then it is to be called again.
 */
export function createFinisher(ports: Ports): (uploadId: string) => Promise<Finish> {
  const running = new Map<string, Promise<Finish>>();
  return (uploadId) => {
    const before = running.get(uploadId);
    if (before !== undefined) return before;
    const work = finish(ports, uploadId).finally(() => running.delete(uploadId));
    running.set(uploadId, work);
    return work;
  };
}

/** The one finisher of a gateway: the last PATCH and the sweep may come to the same upload. */
export const finisher = perGateway(createFinisher);

async function finish(ports: Ports, uploadId: string): Promise<Finish> {
  const upload = await readUpload(ports.log, uploadId);
  if (upload.status === 'none') return 'unknown';
  if (upload.status !== 'open') {
    if (upload.status === 'aborted') await ports.store.remove(sourceKey(upload.started.assetId));
    await removeUploadBytes(ports.store, uploadId);
    return upload.status;
  }
  const { assetId, sizeBytes } = upload.started;
  const from = ports.store.path(uploadKey(uploadId));
  const to = ports.store.path(sourceKey(assetId));
  const arrived = await ports.store.size(uploadKey(uploadId));
  // Without the upload but with the source, somebody died between the move and the command.
  const moved = arrived === undefined && (await ports.store.size(sourceKey(assetId))) === sizeBytes;
  if (!moved && arrived !== sizeBytes) return 'incomplete';

  const sha256 = await hashFile(moved ? to : from);
  if (!moved) await move(from, to);
  return complete(ports, uploadId, upload, sha256);
}

async function complete(
  ports: Ports,
  uploadId: string,
  upload: Exclude<UploadHistory, { status: 'none' }>,
  sha256: string,
): Promise<Finish> {
  const { assetId, sizeBytes } = upload.started;
  const outcome = await ports.execute({
    streamId: uploadId,
    commandId: uuid5(uploadId, 'complete'),
    command: {
      type: CompleteUpload.type,
      data: { uploadId, sizeBytes, sha256, storageKey: sourceKey(assetId) },
      at: new Date(ports.now()).toISOString(),
    },
    actor: finishing(upload.startedBy),
    correlationId: upload.correlationId,
    traceparent: nextHop(upload.traceparent),
  });
  if (outcome.kind === 'contended')
    throw new Error(`The stream of upload ${uploadId} is busy; it will be completed at the next attempt.`);
  await removeUploadBytes(ports.store, uploadId);
  if (outcome.kind !== 'rejected') return 'complete';
  if (outcome.rejection.code === 'upload.aborted') await ports.store.remove(sourceKey(assetId));
  ports.logger.warn({ uploadId, code: outcome.rejection.code }, 'a finished upload was refused');
  return outcome.rejection.code === 'upload.aborted' ? 'aborted' : { refused: outcome.rejection.message };
}

/** The gateway finishes what somebody began; the sweep does so without anybody's request. */
const finishing = ({ kind, id }: Actor): Actor => ({
  kind: 'system',
  id: 'gateway',
  ...(kind === 'staff' || kind === 'service' ? { onBehalfOf: { kind, id } } : {}),
});

/** SHA-256 of a file in hex. The file is flushed first: what the log calls complete must survive a power cut. */
async function hashFile(path: string): Promise<string> {
  const file = await open(path, 'r+');
  try {
    await file.sync();
  } finally {
    await file.close();
  }
  const hash = createHash('sha256');
  for await (const chunk of createReadStream(path, { highWaterMark: 1024 * 1024 })) hash.update(chunk as Buffer);
  return hash.digest('hex');
}

async function move(from: string, to: string): Promise<void> {
  await mkdir(dirname(to), { recursive: true });
  await rename(from, to);
  // The folder's own entry as well: it may be new.
  for (const path of [dirname(to), dirname(dirname(to))]) {
    const directory = await open(path, 'r');
    try {
      await directory.sync();
    } finally {
      await directory.close();
    }
  }
}
