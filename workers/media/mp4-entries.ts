import type { FileHandle } from 'node:fs/promises';
import { boxes, header } from './mp4-boxes.ts';
import type { Box } from './mp4-boxes.ts';

/** Types of the sample entries of each track (`avc1`, `encv`, …), by its track id. */
export type SampleEntries = ReadonlyMap<number, readonly string[]>;

const MAX_BOXES = 10_000;
const MAX_STSD = 256 * 1024;

/** Reads the kinds of samples that an MP4's tracks have. Only headers are read, however large the file or its index is. */
export const readSampleEntries = async (file: FileHandle, size: number): Promise<SampleEntries> => {
  const found = new Map<number, readonly string[]>();
  const [moov] = await boxesIn(file, 0, size, 'moov');
  if (moov === undefined) return found;
  for (const trak of await boxesIn(file, moov.body, moov.end, 'trak')) {
    const [tkhd] = await boxesIn(file, trak.body, trak.end, 'tkhd');
    const stsd = await boxAt(file, trak, ['mdia', 'minf', 'stbl', 'stsd']);
    if (tkhd === undefined || stsd === undefined) continue;
    const head = await readAt(file, tkhd.body, Math.min(24, tkhd.end - tkhd.body));
    const entries = await readAt(file, stsd.body + 8, Math.min(MAX_STSD, stsd.end - stsd.body - 8));
    const idAt = head[0] === 1 ? 20 : 12;
    if (head.length < idAt + 4) continue;
    found.set(
      head.readUInt32BE(idAt),
      [...boxes(entries)].map(({ type }) => type),
    );
  }
  return found;
};

const boxAt = async (file: FileHandle, parent: Box, path: readonly string[]): Promise<Box | undefined> => {
  let at: Box | undefined = parent;
  for (const type of path) at = at && (await boxesIn(file, at.body, at.end, type))[0];
  return at;
};

/** The boxes of a type between two offsets of a file. */
const boxesIn = async (file: FileHandle, from: number, to: number, type: string): Promise<readonly Box[]> => {
  const found: Box[] = [];
  let start = from;
  for (let count = 0; start + 8 <= to && count < MAX_BOXES; count++) {
    const head = await readAt(file, start, 16);
    const relative = header(head, 0, head.length);
    if (relative === undefined) break;
    const end = head.readUInt32BE(0) === 0 ? to : Math.min(to, start + relative.end);
    if (relative.type === type) found.push({ type, start, body: start + relative.body, end });
    start = end;
  }
  return found;
};

/** Bytes of a file from `position`, fewer where it ends. */
export const readAt = async (file: FileHandle, position: number, length: number): Promise<Buffer> => {
  const buffer = Buffer.alloc(Math.max(0, length));
  const { bytesRead } = await file.read(buffer, 0, buffer.length, position);
  return buffer.subarray(0, bytesRead);
};
