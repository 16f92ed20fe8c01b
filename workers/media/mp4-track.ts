import { open } from 'node:fs/promises';
import { boxes, codecOf, findBox, ifWhole } from './mp4-boxes.ts';

/** What one of our own single-track MP4 files holds, read from its index. */
export interface Mp4Track {
  readonly codec: string;
  readonly samples: number;
  /** Presented length (edit list applied), milliseconds. */
  readonly durationMs: number;
}

const MAX_INDEX_BYTES = 256 * 1024 ** 2;

/** Undefined when the file is not a complete MP4 with a known codec, or its index is damaged. */
export const readMp4Track = async (path: string): Promise<Mp4Track | undefined> => {
  const moov = await readIndex(path);
  if (moov === undefined) return undefined;
  const codec = codecOf(moov);
  const mvhd = findBox(moov, 'moov/mvhd');
  const tkhd = findBox(moov, 'moov/trak/tkhd');
  const stsz = findBox(moov, 'moov/trak/mdia/minf/stbl/stsz');
  if (codec === undefined || mvhd === undefined || tkhd === undefined || stsz === undefined) return undefined;
  return ifWhole(() => {
    const timescale = moov.readUInt32BE(mvhd.body + (moov[mvhd.body] === 1 ? 20 : 12));
    const duration =
      moov[tkhd.body] === 1 ? Number(moov.readBigUInt64BE(tkhd.body + 28)) : moov.readUInt32BE(tkhd.body + 20);
    const durationMs = Math.round((duration * 1000) / timescale);
    return Number.isFinite(durationMs) ? { codec, samples: moov.readUInt32BE(stsz.body + 8), durationMs } : undefined;
  });
};

/** No turn, no mirror: the matrix of a track header (ISO/IEC 14496-12, 8.3.2). */
const UPRIGHT = Buffer.alloc(36);
UPRIGHT.writeInt32BE(0x10000, 0);
UPRIGHT.writeInt32BE(0x10000, 16);
UPRIGHT.writeInt32BE(0x40000000, 32);

/**
 * Takes the display matrix out of one of our own files, whose pictures are upright: ffmpeg hands the source's on, and
 * a player would turn them once more. Changes nothing where there is none.
 */
export const dropMatrix = async (path: string): Promise<void> => {
  const index = await findIndex(path);
  const tkhd = index === undefined ? undefined : findBox(index.moov, 'moov/trak/tkhd');
  if (index === undefined || tkhd === undefined) return;
  const at = tkhd.body + (index.moov[tkhd.body] === 1 ? 52 : 40);
  if (at + UPRIGHT.length > tkhd.end || index.moov.subarray(at, at + UPRIGHT.length).equals(UPRIGHT)) return;
  const file = await open(path, 'r+');
  try {
    await file.write(UPRIGHT, 0, UPRIGHT.length, index.start + at);
  } finally {
    await file.close();
  }
};

/** The `moov` box with its header, wherever it stands in the file; undefined when a box before it is cut. */
export const readIndex = async (path: string): Promise<Buffer | undefined> => (await findIndex(path))?.moov;

/** The same, and where in the file it begins. */
const findIndex = async (path: string): Promise<{ moov: Buffer; start: number } | undefined> => {
  const file = await open(path);
  try {
    const { size } = await file.stat();
    const head = Buffer.alloc(16);
    for (let start = 0; start + 8 <= size;) {
      const { bytesRead } = await file.read(head, 0, 16, start);
      if (bytesRead < 8) return undefined;
      const large = head.readUInt32BE(0) === 1 && bytesRead === 16;
      const length = large ? Number(head.readBigUInt64BE(8)) : head.readUInt32BE(0);
      if (length < 8 || start + length > size) return undefined;
      if (head.toString('latin1', 4, 8) === 'moov' && length <= MAX_INDEX_BYTES) {
        const moov = Buffer.alloc(length);
        await file.read(moov, 0, length, start);
        return [...boxes(moov)].length === 1 ? { moov, start } : undefined;
      }
      start += length;
    }
    return undefined;
  } finally {
    await file.close();
  }
};
