import { isKnown } from './ffprobe-output.ts';
import type { Stream } from './ffprobe-output.ts';

/** Names that people know of what many builds of ffmpeg cannot decode: by ffmpeg's name, MP4 sample entry or Matroska id. */
const NAMES: Readonly<Record<string, string>> = {
  vvc: 'VVC (H.266)',
  vvc1: 'VVC (H.266)',
  vvi1: 'VVC (H.266)',
  'V_MPEGI/ISO/VVC': 'VVC (H.266)',
  evc: 'EVC',
  evc1: 'EVC',
  lcevc: 'LCEVC',
  lvc1: 'LCEVC',
  apv1: 'APV',
  avs3: 'AVS3',
  jxsm: 'JPEG XS',
  aprn: 'ProRes RAW',
  aprh: 'ProRes RAW',
  brxq: 'Blackmagic RAW',
  brst: 'Blackmagic RAW',
  brvn: 'Blackmagic RAW',
  brs2: 'Blackmagic RAW',
  brhq: 'Blackmagic RAW',
  ac4: 'AC-4',
  'ac-4': 'AC-4',
  A_AC4: 'AC-4',
  mpegh_3d_audio: 'MPEG-H 3D Audio',
  mha1: 'MPEG-H 3D Audio',
  mha2: 'MPEG-H 3D Audio',
  mhm1: 'MPEG-H 3D Audio',
  mhm2: 'MPEG-H 3D Audio',
  iamf: 'IAMF',
};

/**
 * What a stream is encoded in, for people. Matroska's ids of codecs that ffprobe does not know stand in its first bytes
 * (`head`).
 */
export const codecNameOf = (stream: Stream, head: Buffer): string => {
  if (isKnown(stream.codec_name)) return NAMES[stream.codec_name] ?? stream.codec_long_name ?? stream.codec_name;
  const tag = stream.codec_tag_string?.trim() ?? '';
  const known = NAMES[tag] ?? NAMES[tag.toLowerCase()];
  if (known !== undefined) return known;
  const prefix = stream.codec_type === 'audio' ? 'A_' : 'V_';
  const id = Object.keys(NAMES).find((name) => name.startsWith(prefix) && head.includes(name, 0, 'latin1'));
  if (id !== undefined) return NAMES[id] ?? id;
  return /^[\w .-]{2,}$/.test(tag) ? `an unknown format (${tag})` : 'an unknown format';
};
