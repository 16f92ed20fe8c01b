import { INPUT, inputOptions, safeGlobals } from './input-file.ts';
import { runProgram } from './job-context.ts';
import type { JobContext } from './job-context.ts';
import { isComplaint, isDecodeError } from './program-lines.ts';
import { signalOf } from './program-stopped.ts';
import type { HowEnded } from './program-stopped.ts';
import type { Demuxer } from './sniff.ts';

/** What decoding a sound track from its beginning to its end showed. */
export interface SoundLook {
  readonly packets: number;
  /** Packets that could not be decoded. */
  readonly failed: number;
  /** Frames that were decoded. */
  readonly frames: number;
  /** How often the decoder's rate, layout or kind of samples was set: more than once when it changes in mid-stream. */
  readonly formats: number;
  /** Most channels that it had; 0 when unknown. */
  readonly channels: number;
  /** The decoder crashed on its way: what is counted is not all of the sound. */
  readonly crashed: boolean;
}

/** Decoding is some thousand times faster than real time. */
const DEADLINE_MS = 15 * 60_000;

/** Decodes a sound track and throws the samples away. Undefined when the look came to no end. */
export const lookAtSound = async (
  context: JobContext,
  demuxer: Demuxer,
  index: number,
): Promise<SoundLook | undefined> => {
  const { look, onErrorLine } = watchSound(index);
  const args = lookArgs(demuxer, index, context.limits.maxDurationMs / 1000);
  const { endedBy, run, signal } = await runProgram(context, context.programs.ffmpeg, args, {
    deadlineMs: DEADLINE_MS,
    mayRunOut: true,
    onErrorLine,
    keepErrorLine: isComplaint,
  });
  return endedBy === 'itself' ? look({ exitCode: run.exitCode, signal }) : undefined;
};

/** Arguments of the look: no more of the sound is decoded than any film may have. Golden in tests. */
export const lookArgs = (demuxer: Demuxer, index: number, maxSeconds: number): readonly string[] => [
  '-nostdin',
  '-hide_banner',
  '-nostats',
  '-v',
  'repeat+level+verbose',
  ...safeGlobals,
  ...inputOptions(demuxer),
  '-i',
  INPUT,
  '-map',
  `0:${index}`,
  '-t',
  String(maxSeconds),
  '-f',
  'null',
  '-',
];

/** Reads what ffmpeg says at its verbose level about one sound track. */
export const watchSound = (
  index: number,
): { readonly look: (ended: HowEnded) => SoundLook; readonly onErrorLine: (line: string) => void } => {
  const summary = new RegExp(`Input stream #0:${index} \\(audio\\): (\\d+) packets read .*?; (\\d+) frames decoded`);
  let packets = 0;
  let frames = 0;
  let failed = 0;
  let formats = 0;
  let channels = 0;
  return {
    look: (ended) => ({ packets, frames, failed, formats, channels, crashed: signalOf(ended) !== undefined }),
    onErrorLine: (line) => {
      if (isDecodeError(line)) failed++;
      const layout = /\btb:\S+ samplefmt:\S+ samplerate:\d+ chlayout:(.*)/.exec(line)?.[1];
      if (layout !== undefined) {
        formats++;
        channels = Math.max(channels, channelsOf(layout.trim()));
      }
      const sum = summary.exec(line);
      if (sum !== null) [packets = 0, frames = 0] = sum.slice(1).map(Number);
    },
  };
};

/** Channels of a layout as ffmpeg names it: `mono`, `5.1(side)`, `9 channels`. 0 when its name does not say. */
const channelsOf = (layout: string): number => {
  if (layout === 'mono') return 1;
  if (layout === 'stereo' || layout === 'downmix') return 2;
  const [, whole, part] = /^(\d+)(?:\.(\d+))?/.exec(layout) ?? [];
  return Number(whole ?? 0) + Number(part ?? 0);
};

/** Whether a track has anything to be heard. Random bytes decode here and there, as noise that nobody wants. */
export const soundFault = ({ packets, frames, failed, crashed }: SoundLook): 'empty' | 'undecodable' | undefined => {
  if (crashed) return 'undecodable';
  if (packets === 0) return 'empty';
  return frames === 0 || failed > packets / 2 ? 'undecodable' : undefined;
};

/** A capture begins inside a packet, and a few lost ones are not heard. */
const NOTED_FROM = 10;
const NOTED_SHARE = 0.01;

/** Share of the sound that is damaged, 0 where it is not worth a word. */
export const damagedShare = ({ packets, failed }: SoundLook): number =>
  failed >= NOTED_FROM && failed >= packets * NOTED_SHARE ? failed / packets : 0;
