import { open } from 'node:fs/promises';
import type { FfprobeOutput } from './ffprobe-output.ts';
import { refused } from './job-context.ts';
import type { JobOutcome } from '../runtime/context.ts';
import { readMp4Layout } from './mp4-boxes.ts';
import type { Sniffed } from './sniff.ts';

export const CUT_MESSAGE =
  'The file is cut off: its end is missing. Export or copy it again and upload the whole file.';
export const BROKEN_MESSAGE =
  'The file looks like a film but cannot be read. Export it again, for example as MP4 with H.264.';
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
    const { types, cutBox } = await readMp4Layout(file, size);
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
export const refuseNoVideo = (output: FfprobeOutput, detail: string): JobOutcome<never> => {
  if (/exceeds|Picture size/i.test(detail))
    return refused(
      'too-many-pixels',
      'The picture is too large to be decoded. Scale it down and upload it again.',
      detail,
    );
  if (output.streams.some((stream) => stream.codec_type === 'video' && stream.disposition?.attached_pic !== 1))
    return refused('undecodable', BROKEN_MESSAGE, detail);
  return refused('no-video', NO_VIDEO_MESSAGE, detail);
};
