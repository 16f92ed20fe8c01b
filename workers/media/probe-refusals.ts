import { open } from 'node:fs/promises';
import type { FfprobeOutput } from './ffprobe-output.ts';
import { refused } from './job-context.ts';
import type { JobOutcome } from '../runtime/context.ts';
import { readMp4Layout } from './mp4-boxes.ts';
import { holdsEverySample } from './mp4-samples.ts';
import type { Sniffed } from './sniff.ts';
import type { TrackFaults } from './track-faults.ts';

export const CUT_MESSAGE =
  'The file is cut off: its end is missing. Export or copy it again and upload the whole file.';
export const BROKEN_MESSAGE =
  'The file looks like a film but cannot be read. Export it again, for example as MP4 with H.264.';
export const ENCRYPTED_MESSAGE =
  'The film is encrypted (DRM), so its pictures cannot be read. Upload a version without copy protection.';
export const NO_VIDEO_MESSAGE = 'The file has sound but no moving picture. Upload the film itself.';

/** What the first bytes say is no film, in words for whoever uploaded it. */
export const refuseSniffed = (sniffed: Exclude<Sniffed, { kind: 'container' }>): JobOutcome<never> => {
  switch (sniffed.kind) {
    case 'empty':
      return refused('empty-file', 'The file is empty (0 bytes). Choose the film again.');
    case 'playlist':
      return refused(
        'playlist-not-film',
        `The file is not a film but a text that points at other files (${sniffed.what}). Upload the film itself.`,
      );
    case 'audio':
      return refused('no-video', NO_VIDEO_MESSAGE);
    case 'other':
      return refused(
        'not-a-film',
        `The file is ${sniffed.what}, not a film. Upload MP4, MOV, MKV, WebM, AVI, FLV, MPEG or Ogg video.`,
      );
    case 'unknown':
      return refused(
        'not-a-film',
        'The file is not a film in any format that we know. Upload MP4, MOV, MKV, WebM, AVI, FLV, MPEG or Ogg video.',
      );
  }
};

/** An MP4 whose boxes go on after its end, or whose index never comes. */
export const refuseCut = async (path: string, size: number): Promise<JobOutcome<never> | undefined> => {
  const file = await open(path);
  try {
    const { types, cutBox: last } = await readMp4Layout(file, size);
    // Faulty recorders and repair programs write a length that is too large; what counts is whether samples are missing.
    const cutBox = last === 'mdat' && types.includes('moov') && (await holdsEverySample(path, size)) ? undefined : last;
    if (cutBox === 'mdat' || cutBox === 'moov' || cutBox === 'moof')
      return refused('truncated', CUT_MESSAGE, `the box ${cutBox} goes on after the end of the file`);
    if (types.includes('mdat') && !types.includes('moov'))
      return refused('truncated', CUT_MESSAGE, 'there is no moov box');
    return undefined;
  } finally {
    await file.close();
  }
};

/** No stream of the file is a moving picture. */
export const refuseNoVideo = (output: FfprobeOutput, faults: TrackFaults, detail: string): JobOutcome<never> => {
  const pictures = output.streams.filter(
    (stream) => stream.codec_type === 'video' && stream.disposition?.attached_pic !== 1,
  );
  const fault = pictures.map(({ index }) => faults.get(index)).find((found) => found !== undefined);
  if (fault?.kind === 'encrypted') return refused('encrypted', ENCRYPTED_MESSAGE);
  if (fault?.kind === 'unsupported')
    return refused(
      'unsupported-codec',
      `The picture of this film is encoded in ${fault.codec}, which cannot be decoded here. Export it as MP4 with H.264 and upload that.`,
      detail,
    );
  if (/exceeds|Picture size/i.test(detail))
    return refused(
      'too-many-pixels',
      'The picture is too large to be decoded. Scale it down and upload it again.',
      detail,
    );
  if (pictures.length > 0) return refused('undecodable', BROKEN_MESSAGE, detail);
  return refused('no-video', NO_VIDEO_MESSAGE, detail);
};
