/** For tests: a log of format 1. */
import { randomUUID } from 'node:crypto';
import { join } from 'node:path';
import { open } from 'lmdb';
import { LOG_FILE } from '../storage/log-file.ts';
import { nameKey } from '../storage/lookup.ts';
import { encodeRecord, type ProposedEvent, type RecordBytes } from '../storage/record.ts';

const anEvent = (n: number): ProposedEvent => ({
  id: randomUUID(),
  type: 't.X',
  json: false,
  metadata: new Uint8Array(),
  data: Buffer.from(`former ${n}`),
});

/** Writes a log as the first version of the node did: nothing has a checksum, and numbers are in lmdb's own encoding. */
export async function writeFormerLog(
  directory: string,
  streams: readonly string[],
  count: number,
): Promise<RecordBytes[]> {
  const root = open({ path: join(directory, LOG_FILE), noSubdir: true, overlappingSync: false });
  const records = root.openDB<Buffer, number>({ name: 'records', encoding: 'binary' });
  const index = root.openDB<number, [number, number]>({ name: 'index', encoding: 'ordered-binary' });
  const names = root.openDB<number, Buffer>({ name: 'names', encoding: 'ordered-binary', keyEncoding: 'binary' });
  const about = root.openDB<string | number, string>({ name: 'about', encoding: 'ordered-binary' });
  const written: RecordBytes[] = [];
  let position = 0;
  root.transactionSync(() => {
    about.putSync('format', 1);
    about.putSync('instance', randomUUID());
    for (const [n, stream] of streams.entries()) names.putSync(nameKey(stream), n + 1);
    for (let n = 0; n < count; n += 1) {
      const at = { revision: Math.floor(n / streams.length), position, created: 1000 + n };
      const sealed = encodeRecord(anEvent(n), { stream: streams[n % streams.length] ?? '', ...at });
      const plain = Buffer.from(sealed.subarray(0, -4));
      plain[0] = 1;
      records.putSync(position, plain);
      index.putSync([(n % streams.length) + 1, at.revision], position);
      written.push(plain);
      position += plain.length;
    }
  });
  await root.close();
  return written;
}
