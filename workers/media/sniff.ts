/** What a file is, by its first bytes. Only `container` goes on to ffmpeg, and only to that one demuxer. */
export type Sniffed =
  | { readonly kind: 'empty' }
  /** A text that points at other files: harmless to nobody, so it never reaches a demuxer. */
  | { readonly kind: 'playlist'; readonly what: string }
  | { readonly kind: 'audio' }
  /** Known, and no film: `what` goes on after "The file is". */
  | { readonly kind: 'other'; readonly what: string }
  | { readonly kind: 'unknown' }
  | { readonly kind: 'container'; readonly demuxer: Demuxer };

/** Names of ffmpeg demuxers that read one file and nothing else. */
export type Demuxer = 'mov' | 'matroska' | 'avi' | 'flv' | 'mpegts' | 'mpeg' | 'mpegvideo' | 'asf' | 'ogg' | 'mxf';

/** How many bytes `sniff` wants to see. */
export const SNIFF_BYTES = 4096;

const MOV_BOXES = new Set(['ftyp', 'moov', 'mdat', 'free', 'skip', 'wide', 'pnot', 'styp', 'moof', 'sidx', 'emsg']);
const PLAYLISTS: readonly (readonly [RegExp, string])[] = [
  [/^#EXTM3U/i, 'HLS playlist'],
  [/^ffconcat /i, 'ffmpeg concat list'],
  [/^\[playlist\]/i, 'PLS playlist'],
  [/^v=0\r?\n/, 'SDP session description'],
  [/^(<\?xml[^>]*>\s*)?(<!--[^]*?-->\s*)*<MPD[\s>]/i, 'DASH manifest'],
  [/^(<\?xml[^>]*>\s*)?(<!--[^]*?-->\s*)*<SmoothStreamingMedia[\s>]/i, 'Smooth Streaming manifest'],
  [/^(<\?xml[^>]*>\s*)?<playlist[\s>]/i, 'XSPF playlist'],
];

/** Tells a file by its magic bytes; its name and declared type are the user's and count for nothing. */
export const sniff = (head: Buffer): Sniffed => {
  if (head.length === 0) return { kind: 'empty' };
  const text = head
    .toString('latin1')
    .replace(/^\u00ef\u00bb\u00bf/, '')
    .trimStart();
  const playlist = PLAYLISTS.find(([pattern]) => pattern.test(text));
  if (playlist !== undefined) return { kind: 'playlist', what: playlist[1] };
  const what = otherThanFilm(head);
  if (what !== undefined) return { kind: 'other', what };
  const demuxer = findDemuxer(head);
  if (demuxer !== undefined) return { kind: 'container', demuxer };
  return isAudio(head) ? { kind: 'audio' } : { kind: 'unknown' };
};

/** Major brands of ISO/IEC 14496-12 files that hold pictures (ISO/IEC 23008-12) or raw pictures of a camera. */
const PICTURE_BRANDS: Readonly<Record<string, string>> = {
  heic: 'HEIC',
  heix: 'HEIC',
  heim: 'HEIC',
  heis: 'HEIC',
  mif1: 'HEIF',
  avif: 'AVIF',
  'crx ': 'CR3',
};
const OTHERS: readonly (readonly [hex: string, what: string])[] = [
  ['ffd8ff', 'a picture (JPEG)'],
  ['89504e470d0a1a0a', 'a picture (PNG)'],
  ['474946383761', 'a picture (GIF)'],
  ['474946383961', 'a picture (GIF)'],
  ['49492a00', 'a picture (TIFF or a raw format)'],
  ['4d4d002a', 'a picture (TIFF or a raw format)'],
  ['38425053', 'a picture (Photoshop)'],
  ['0000000c4a584c200d0a870a', 'a picture (JPEG XL)'],
  ['0000000c6a5020200d0a870a', 'a picture (JPEG 2000)'],
  ['25504446', 'a document (PDF)'],
  ['504b0304', 'an archive (ZIP)'],
  ['526172211a07', 'an archive (RAR)'],
  ['377abcaf271c', 'an archive (7z)'],
  ['1f8b08', 'an archive (gzip)'],
];

const otherThanFilm = (head: Buffer): string | undefined => {
  const ascii = (start: number, end: number): string => head.toString('latin1', start, end);
  const brand = ascii(4, 8) === 'ftyp' ? PICTURE_BRANDS[ascii(8, 12)] : undefined;
  if (brand !== undefined) return `a picture (${brand})`;
  if (ascii(0, 4) === 'RIFF' && ascii(8, 12) === 'WEBP') return 'a picture (WebP)';
  return OTHERS.find(([hex]) => startsWith(head, hex))?.[1];
};

const findDemuxer = (head: Buffer): Demuxer | undefined => {
  const ascii = (start: number, end: number): string => head.toString('latin1', start, end);
  if (MOV_BOXES.has(ascii(4, 8))) return 'mov';
  if (startsWith(head, '1a45dfa3')) return 'matroska';
  if (ascii(0, 4) === 'RIFF' && ascii(8, 11) === 'AVI') return 'avi';
  if (ascii(0, 3) === 'FLV') return 'flv';
  if (ascii(0, 4) === 'OggS') return 'ogg';
  if (startsWith(head, '3026b2758e66cf11a6d900aa0062ce6c')) return 'asf';
  if (startsWith(head, '060e2b34')) return 'mxf';
  if (startsWith(head, '000001ba')) return 'mpeg';
  if (startsWith(head, '000001b3')) return 'mpegvideo';
  if (isTransportStream(head)) return 'mpegts';
  return startsInsidePack(head) ? 'mpeg' : undefined;
};

/** Bytes of a packet with its sync byte at the start: plain, with a time stamp before it (Blu-ray), with parity behind it. */
const TS_PACKETS = [188, 192, 204];
const TS_SYNC = 0x47;

/** A capture may begin inside a packet: what counts is that sync bytes come at the distance of packets. */
const isTransportStream = (head: Buffer): boolean =>
  TS_PACKETS.some((packet) => {
    const isSynced = (first: number, packets: number): boolean =>
      first + (packets - 1) * packet < head.length &&
      Array.from({ length: packets }).every((_, n) => head[first + n * packet] === TS_SYNC);
    // Three at once where they are expected, eight where any byte may be one by chance.
    if (isSynced(packet === 192 ? 4 : 0, 3)) return true;
    for (let first = 0; first + 7 * packet < head.length; first++) if (isSynced(first, 8)) return true;
    return false;
  });

/** A program stream that was captured from somewhere in its middle: a packet of it whose length leads to the next one. */
const startsInsidePack = (head: Buffer): boolean => {
  for (let at = head.indexOf(START_CODE); at >= 0 && at + 6 <= head.length; at = head.indexOf(START_CODE, at + 3)) {
    if (!isStream(head[at + 3] ?? 0)) continue;
    const next = at + 6 + head.readUInt16BE(at + 4);
    const id = head[next + 3] ?? 0;
    if (head.subarray(next, next + 3).equals(START_CODE) && (id === PACK || isStream(id))) return true;
  }
  return false;
};
const PACK = 0xba;
/** Ids of a program stream's packets: its system header and map, private streams, padding, sound and pictures. */
const isStream = (id: number): boolean => (id >= 0xbb && id <= 0xbf) || (id >= 0xc0 && id <= 0xef);
const START_CODE = Buffer.from('000001', 'hex');

const isAudio = (head: Buffer): boolean =>
  head.toString('latin1', 0, 3) === 'ID3' ||
  head.toString('latin1', 0, 4) === 'fLaC' ||
  (head.toString('latin1', 0, 4) === 'RIFF' && head.toString('latin1', 8, 12) === 'WAVE') ||
  (head[0] === 0xff && ((head[1] ?? 0) & 0xe0) === 0xe0 && ((head[1] ?? 0) & 0x06) !== 0);

const startsWith = (head: Buffer, hex: string): boolean => head.subarray(0, hex.length / 2).toString('hex') === hex;
