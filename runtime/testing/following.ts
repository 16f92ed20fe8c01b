import { randomUUID } from 'node:crypto';
import type { TestContext } from 'node:test';
import type { Checkpoints } from '../../ports/checkpoints.ts';
import { collector } from '../../ports/testing/collector.ts';
import { createMemoryCheckpoints } from '../../ports/testing/memory-checkpoints.ts';
import { createMemoryLog } from '../../ports/testing/memory-event-log.ts';
import { createMemoryParkingLot } from '../../ports/testing/memory-parking-lot.ts';
import { silentLogger } from '../../ports/testing/silent-logger.ts';
import type { TitleId } from '../../schemas/catalog/ids.ts';
import type { AssetId, UploadId } from '../../schemas/media/ids.ts';
import { language } from '../../schemas/language.ts';
import { follow } from '../follower.ts';

export const CONSUMER = 'test';

/** A log, and what a follower of it keeps. Names of files stand for events: the key of `film 1` is `film`. */
export function world() {
  const log = createMemoryLog();
  const kept = createMemoryCheckpoints();
  const parking = createMemoryParkingLot();
  let position = 0n;
  const saved = collector<bigint>();
  const checkpoints: Checkpoints = {
    ...kept,
    save: async (lease, to) => {
      const moved = await kept.save(lease, to);
      if (moved) saved.put((position = to));
      return moved;
    },
  };
  const append = (fileName: string, { stream = `upload-${randomUUID()}`, spoil = false } = {}): bigint => {
    const id = randomUUID();
    const event = language.encode(
      {
        type: 'media.UploadStarted',
        data: {
          uploadId: id as UploadId,
          assetId: id as AssetId,
          titleId: id as TitleId,
          fileName,
          sizeBytes: 1,
        },
      },
      id,
      {
        $correlationId: id,
        $causationId: id,
        commandId: id,
        actor: { kind: 'system', id: 'test' },
        occurredAt: new Date().toISOString(),
      },
    );
    return log.write([{ stream, event: spoil ? { ...event, data: { nonsense: true } } : event }]);
  };
  const reasons = async (): Promise<readonly string[]> =>
    (await parking.parked(CONSUMER)).map(({ key, reason }) => `${key}: ${reason}`);
  return { log, checkpoints, parking, append, reasons, saved, position: () => position };
}

export function start(
  t: TestContext,
  on: ReturnType<typeof world>,
  handle: (name: string) => Promise<void>,
  how: { readonly from?: 'start' | 'now' } = {},
) {
  const stopping = new AbortController();
  const counts = collector<number>();
  const running = follow({
    ...on,
    ...how,
    language,
    consumer: CONSUMER,
    holder: randomUUID(),
    types: ['media.UploadStarted'],
    logger: silentLogger,
    signal: stopping.signal,
    onParked: (events) => counts.put(events),
    keyOf: (event) => (event.type === 'media.UploadStarted' ? (event.data.fileName.split(' ')[0] ?? '') : ''),
    handle: async (event) => {
      if (event.type === 'media.UploadStarted') await handle(event.data.fileName);
    },
  });
  const stop = async (): Promise<void> => {
    stopping.abort();
    await running;
  };
  t.after(stop);
  return { counts, stop };
}
