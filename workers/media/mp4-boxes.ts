import type { FileHandle } from 'node:fs/promises';

/** A box of ISO/IEC 14496-12. `start` is where its header begins, `body` where its content begins, `end` is exclusive. */
export interface Box {
  readonly type: string;
  readonly start: number;
  readonly body: number;
  readonly end: number;
}

/** Bytes of the fields before the children. */
const PREFIX: Readonly<Record<string, number>> = { stsd: 8, avc1: 78, mp4a: 28 };

/** Boxes between two offsets of a buffer. Stops without complaint at the first one that does not fit. */
export function* boxes(data: Buffer, from = 0, to = data.length): Generator<Box> {
  for (let start = from; start + 8 <= to;) {
    const box = header(data, start, to);
    if (box === undefined || box.end > to) return;
    yield box;
    start = box.end;
  }
}

/** The first box at a path such as `moov/trak/mdia`, below `parent` when given. */
export const findBox = (data: Buffer, path: string, parent?: Box): Box | undefined => {
  const [first, ...rest] = path.split('/');
  const from = parent === undefined ? 0 : parent.body + (PREFIX[parent.type] ?? 0);
  for (const box of boxes(data, from, parent?.end ?? data.length)) {
    if (box.type !== first) continue;
    const found = rest.length === 0 ? box : findBox(data, rest.join('/'), box);
    if (found !== undefined) return found;
  }
  return undefined;
};

/**
 * Reads fields of boxes that may be damaged.
 * @returns undefined when a field lies beyond the end of `data`
 */
export const ifWhole = <T>(read: () => T): T | undefined => {
  try {
    return read();
  } catch (error) {
    if (error instanceof RangeError) return undefined;
    throw error;
  }
};

/** The header of the box at `start`, where there is one; its end may lie beyond `to`. */
export const header = (data: Buffer, start: number, to: number): Box | undefined => {
  if (start + 8 > Math.min(to, data.length)) return undefined;
  const small = data.readUInt32BE(start);
  const type = data.toString('latin1', start + 4, start + 8);
  if (small === 1) {
    if (start + 16 > Math.min(to, data.length)) return undefined;
    const large = Number(data.readBigUInt64BE(start + 8));
    return large < 16 ? undefined : { type, start, body: start + 16, end: start + large };
  }
  if (small === 0) return { type, start, body: start + 8, end: to };
  return small < 8 ? undefined : { type, start, body: start + 8, end: start + small };
};

/** What the top level of an MP4 file looks like, without trusting anything inside it. */
export interface Mp4Layout {
  readonly types: readonly string[];
  /** A box that claims to go on after the end of the file. */
  readonly cutBox: string | undefined;
}

const MAX_BOXES = 100_000;

/** Reads box headers only, however large the file is. */
export const readMp4Layout = async (file: FileHandle, size: number): Promise<Mp4Layout> => {
  const types: string[] = [];
  const buffer = Buffer.alloc(16);
  for (let start = 0; start + 8 <= size && types.length < MAX_BOXES;) {
    const { bytesRead } = await file.read(buffer, 0, 16, start);
    const box = header(buffer.subarray(0, bytesRead), 0, bytesRead);
    if (box === undefined) break;
    const small = buffer.readUInt32BE(0);
    const end = small === 0 ? size : start + box.end;
    types.push(box.type);
    if (end > size) return { types, cutBox: box.type };
    start = end;
  }
  return { types, cutBox: undefined };
};

/**
 * RFC 6381 codec string of the first track of an init segment or file (`moov` must be complete), from what the
 * file itself says: `avc1.PPCCLL` from avcC, `mp4a.40.N` from esds.
 */
export const codecOf = (data: Buffer): string | undefined => {
  const entries = findBox(data, 'moov/trak/mdia/minf/stbl/stsd');
  if (entries === undefined) return undefined;
  const avc1 = findBox(data, 'avc1', entries);
  const avcC = avc1 === undefined ? undefined : findBox(data, 'avcC', avc1);
  if (avcC !== undefined) return `avc1.${data.toString('hex', avcC.body + 1, avcC.body + 4)}`;
  const mp4a = findBox(data, 'mp4a', entries);
  const esds = mp4a === undefined ? undefined : findBox(data, 'esds', mp4a);
  return esds === undefined ? undefined : `mp4a.40.${audioObjectType(data.subarray(esds.body + 4, esds.end)) ?? 2}`;
};

/** Finds DecoderSpecificInfo (tag 5) in the descriptors of an esds box; its first five bits are the object type. */
const audioObjectType = (descriptors: Buffer): number | undefined => {
  for (let at = 0; at + 2 < descriptors.length;) {
    const tag = descriptors[at];
    let next = at + 1;
    while (next < descriptors.length && ((descriptors[next] ?? 0) & 0x80) !== 0) next++;
    next++;
    if (tag === 5) return (descriptors[next] ?? 0) >> 3;
    at = next + (tag === 3 ? 3 : tag === 4 ? 13 : (descriptors[next - 1] ?? 0) & 0x7f);
  }
  return undefined;
};

export interface Fragment {
  /** `baseMediaDecodeTime`, in the track's time scale. */
  readonly decodeTime: bigint;
  readonly samples: number;
  /** The first sample can be decoded without any other (sample_depends_on and sample_is_non_sync_sample say so). */
  readonly startsWithSync: boolean;
  /** Sum of the sample durations, in the track's time scale. */
  readonly duration: number;
}

/**
 * Reads the first fragment of a media segment; `defaults` are the track's `trex` values from its init segment. Undefined
 * when there is none or it is damaged.
 */
export const readFragment = (segment: Buffer, defaults: TrackDefaults): Fragment | undefined =>
  ifWhole(() => fragmentOf(segment, defaults));

const fragmentOf = (segment: Buffer, defaults: TrackDefaults): Fragment | undefined => {
  const traf = findBox(segment, 'moof/traf');
  const tfdt = traf && findBox(segment, 'tfdt', traf);
  const tfhd = traf && findBox(segment, 'tfhd', traf);
  const trun = traf && findBox(segment, 'trun', traf);
  if (tfdt === undefined || tfhd === undefined || trun === undefined) return undefined;
  const decodeTime =
    segment[tfdt.body] === 1 ? segment.readBigUInt64BE(tfdt.body + 4) : BigInt(segment.readUInt32BE(tfdt.body + 4));
  const header = readTfhd(segment, tfhd, defaults);
  const flags = segment.readUInt32BE(trun.body) & 0xffffff;
  const samples = segment.readUInt32BE(trun.body + 4);
  let at = trun.body + 8 + ((flags & 0x1) !== 0 ? 4 : 0);
  let first = header.flags;
  if ((flags & 0x4) !== 0) {
    first = segment.readUInt32BE(at);
    at += 4;
  }
  let duration = (flags & 0x100) === 0 ? samples * header.duration : 0;
  // Without fields of their own there is nothing to read, however many samples it promises.
  for (let n = 0; n < samples && (flags & 0xf00) !== 0; n++) {
    if ((flags & 0x100) !== 0) {
      duration += segment.readUInt32BE(at);
      at += 4;
    }
    if ((flags & 0x200) !== 0) at += 4;
    if ((flags & 0x400) !== 0) {
      if (n === 0) first = segment.readUInt32BE(at);
      at += 4;
    }
    if ((flags & 0x800) !== 0) at += 4;
  }
  return { decodeTime, samples, startsWithSync: (first & 0x10000) === 0, duration };
};

export interface TrackDefaults {
  readonly timescale: number;
  readonly duration: number;
  readonly flags: number;
}

/** Time scale and sample defaults of an init segment's track; undefined when they are absent or damaged. */
export const readDefaults = (init: Buffer): TrackDefaults | undefined => {
  const mdhd = findBox(init, 'moov/trak/mdia/mdhd');
  const trex = findBox(init, 'moov/mvex/trex');
  if (mdhd === undefined || trex === undefined) return undefined;
  return ifWhole(() => ({
    timescale: init.readUInt32BE(mdhd.body + (init[mdhd.body] === 1 ? 20 : 12)),
    duration: init.readUInt32BE(trex.body + 12),
    flags: init.readUInt32BE(trex.body + 20),
  }));
};

const readTfhd = (segment: Buffer, tfhd: Box, defaults: TrackDefaults): { duration: number; flags: number } => {
  const present = segment.readUInt32BE(tfhd.body) & 0xffffff;
  let at = tfhd.body + 8 + ((present & 0x1) !== 0 ? 8 : 0) + ((present & 0x2) !== 0 ? 4 : 0);
  let { duration, flags } = defaults;
  if ((present & 0x8) !== 0) {
    duration = segment.readUInt32BE(at);
    at += 4;
  }
  if ((present & 0x10) !== 0) at += 4;
  if ((present & 0x20) !== 0) flags = segment.readUInt32BE(at);
  return { duration, flags };
};
