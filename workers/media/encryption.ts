import { open } from 'node:fs/promises';
import type { FileHandle } from 'node:fs/promises';
import type { Stream } from './ffprobe-output.ts';
import { readAt, readSampleEntries } from './mp4-entries.ts';
import type { Demuxer } from './sniff.ts';

/** Sample entries of ISO/IEC 23001-7 and of FairPlay. */
const MP4_ENTRIES = new Set(['encv', 'enca', 'enct', 'encs', 'drmi', 'drms']);
/** Stream types of Apple's SAMPLE-AES in transport streams, as ffprobe shows them in `codec_tag`. */
const SAMPLE_AES = new Set([0xdb, 0xcf, 0xc1, 0xc2]);
/** The objects for content encryption, extended and advanced, of the ASF specification, 3.14 to 3.16. */
const ASF_OBJECTS = [
  'fbb3112223bdd211b4b700a0c955fc6e',
  '14e68a292226174cb935dae07ee9289c',
  'b69b077aa4da124ea5ca91d38dc11a8d',
].map((hex) => Buffer.from(hex, 'hex'));
const ASF_HEAD = 64 * 1024;
/** How much of a stream without an index is looked at, at its beginning, its middle and its end. */
const WINDOW = 512 * 1024;
/** CSS leaves half of a disc's sectors clear, other scramblers only some. */
const SCRAMBLED_SHARE = 0.1;
const MIN_PACKETS = 10;

/**
 * Indices of the streams whose content is encrypted, as the container says it: decoders take such streams for whole and
 * show noise. What hides that it is encrypted cannot be told from damage.
 */
export const encryptedStreams = async (
  path: string,
  demuxer: Demuxer,
  streams: readonly Stream[],
): Promise<ReadonlySet<number>> => {
  const file = await open(path);
  try {
    const encrypted = await judge(file, demuxer);
    return new Set(streams.filter(encrypted).map(({ index }) => index));
  } finally {
    await file.close();
  }
};

const judge = async (file: FileHandle, demuxer: Demuxer): Promise<(stream: Stream) => boolean> => {
  const { size } = await file.stat();
  const idOf = (stream: Stream): number => Number(stream.id ?? NaN);
  switch (demuxer) {
    case 'mov': {
      const entries = await readSampleEntries(file, size);
      return (stream) => (entries.get(idOf(stream)) ?? []).some((type) => MP4_ENTRIES.has(type));
    }
    case 'matroska':
      return ({ tags = {} }) => Object.keys(tags).some((name) => name.toLowerCase() === 'enc_key_id');
    case 'asf': {
      const head = await readAt(file, 0, ASF_HEAD);
      return () => ASF_OBJECTS.some((object) => head.includes(object));
    }
    case 'mpegts': {
      const windows = await readWindows(file, size);
      return (stream) =>
        SAMPLE_AES.has(Number(stream.codec_tag)) || isScrambled(windows, (data) => tsFlags(data, idOf(stream)));
    }
    case 'mpeg': {
      const windows = await readWindows(file, size);
      return (stream) => isScrambled(windows, (data) => pesFlags(data, idOf(stream)));
    }
    default:
      return () => false;
  }
};

const readWindows = (file: FileHandle, size: number): Promise<readonly Buffer[]> =>
  Promise.all([0, Math.floor(size / 2), Math.max(0, size - WINDOW)].map((at) => readAt(file, at, WINDOW)));

const isScrambled = (windows: readonly Buffer[], flags: (data: Buffer) => readonly boolean[]): boolean => {
  const seen = windows.flatMap(flags);
  return seen.length >= MIN_PACKETS && seen.filter(Boolean).length > seen.length * SCRAMBLED_SHARE;
};

/** `transport_scrambling_control` of each packet with payload of one PID (ISO/IEC 13818-1, 2.4.3.2). */
const tsFlags = (data: Buffer, pid: number): readonly boolean[] => {
  const [step, offset] = tsGrid(data) ?? [0, 0];
  const flags: boolean[] = [];
  for (let at = offset; step > 0 && at + 4 <= data.length; at += step) {
    const head = data.readUInt32BE(at);
    if (head >>> 24 === 0x47 && ((head >>> 8) & 0x1fff) === pid && (head & 0x10) !== 0) flags.push((head & 0xc0) !== 0);
  }
  return flags;
};

/** Packet size and where the first whole packet begins. */
const tsGrid = (data: Buffer): readonly [step: number, offset: number] | undefined => {
  for (const step of [188, 192, 204])
    for (let offset = 0; offset < step; offset++)
      if ([0, 1, 2, 3, 4].every((n) => data[offset + n * step] === 0x47)) return [step, offset];
  return undefined;
};

/** `PES_scrambling_control` of each packet of one stream id (ISO/IEC 13818-1, 2.4.3.7). */
const pesFlags = (data: Buffer, id: number): readonly boolean[] => {
  const start = Buffer.from([0, 0, 1, id & 0xff]);
  const flags: boolean[] = [];
  for (let at = data.indexOf(start); at >= 0 && at + 7 <= data.length; at = data.indexOf(start, at + 6)) {
    const flag = data[at + 6] ?? 0;
    if (flag >>> 6 === 2) flags.push((flag & 0x30) !== 0);
  }
  return flags;
};
