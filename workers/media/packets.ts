import { INPUT, inputOptions, safeGlobals } from './input-file.ts';
import { runProgram } from './job-context.ts';
import type { JobContext } from './job-context.ts';
import { signalOf } from './program-stopped.ts';
import type { Demuxer } from './sniff.ts';

const DEADLINE_MS = 15 * 60_000;

/** When the packets of one stream come and how long they last, in the file's order. Seconds; 0 duration: not known. */
export interface Packets {
  readonly times: Float64Array;
  readonly durations: Float64Array;
  /** Packets that are in the file and not in the film: an edit list hides them. */
  readonly hidden: number;
  /** Packets before the first that can be decoded without others. */
  readonly headless: number;
}

/** All packets of some streams, by the encoder's own clock, on which the file begins at 0. */
export interface PacketWalk {
  readonly of: (index: number) => Packets;
  readonly tooMany: boolean;
  /** The demuxer crashed on its way: what was found is not all that there is. */
  readonly broken: boolean;
  /** What the demuxer complained about. */
  readonly detail: string;
}

/** More packets than any film that may be taken has. */
const MAX_PACKETS = 6_000_000;
const NO_TIME = '-9223372036854775808';
const FLAG_KEY = 1;
const FLAG_DISCARD = 4;

/**
 * Walks over all packets of some streams and keeps their times. It is ffmpeg that walks, as it does when it encodes: edit
 * lists are applied and a clock that begins again goes on, so that what is planned here is what the encoder sees.
 * Stops when there are more packets than any film has.
 */
export const walkPackets = async (
  context: JobContext,
  demuxer: Demuxer,
  streams: readonly number[],
): Promise<PacketWalk> => {
  const enough = new AbortController();
  const found = streams.map(() => ({
    pts: [] as number[],
    dts: [] as number[],
    durations: [] as number[],
    hidden: 0,
    firstKey: -1,
  }));
  const timeBases: number[] = [];
  let count = 0;
  const outcome = await runProgram(context, context.programs.ffmpeg, walkArgs(demuxer, streams), {
    deadlineMs: DEADLINE_MS,
    signal: AbortSignal.any([context.signal, enough.signal]),
    onLine: (line) => {
      if (line.startsWith('#')) {
        const base = /^#tb (\d+): (\d+)\/(\d+)/.exec(line);
        if (base !== null) timeBases[Number(base[1])] = Number(base[2]) / Number(base[3]);
        return;
      }
      const [stream = '', dts = '', pts = '', duration = '', ...rest] = line.split(',').map((field) => field.trim());
      const kept = found[Number(stream)];
      const base = timeBases[Number(stream)];
      if (kept === undefined || base === undefined || (pts === NO_TIME && dts === NO_TIME)) return;
      if (++count > MAX_PACKETS) enough.abort();
      // Flags are written only where they are not those of a picture that stands alone.
      const flags = Number(rest.find((field) => field.startsWith('F='))?.slice(2) ?? FLAG_KEY);
      if ((flags & FLAG_DISCARD) !== 0) return void kept.hidden++;
      if (kept.firstKey < 0 && ((flags & FLAG_KEY) !== 0 || kept.hidden > 0)) kept.firstKey = kept.pts.length;
      kept.pts.push(pts === NO_TIME ? NaN : Number(pts) * base);
      kept.dts.push(dts === NO_TIME ? NaN : Number(dts) * base);
      kept.durations.push(Number(duration) * base);
    },
  });
  const ending = { exitCode: outcome.run.exitCode, signal: outcome.signal };
  return {
    of: (index) => {
      const { pts = [], dts = [], durations = [], hidden = 0, firstKey = 0 } = found[streams.indexOf(index)] ?? {};
      // A stream without any (its pictures are refreshed bit by bit) is decoded from where it begins.
      const headless = Math.max(0, firstKey);
      return {
        times: presentationTimes(pts.slice(headless), dts.slice(headless)),
        durations: Float64Array.from(durations.slice(headless)),
        hidden,
        headless,
      };
    },
    tooMany: enough.signal.aborted,
    broken: outcome.endedBy === 'itself' && signalOf(ending) !== undefined,
    detail: outcome.run.stderrTail,
  };
};

/**
 * When packets are shown. A program stream (DVD) says it of some pictures only and an AVI of none; both say of each when it is
 * decoded, and pictures are shown at the pace at which they are decoded, as much later as the first one is. NaN: not said.
 */
export const presentationTimes = (pts: readonly number[], dts: readonly number[]): Float64Array => {
  if (!pts.some(Number.isNaN) || dts.some(Number.isNaN))
    return Float64Array.from(pts, (time, n) => (Number.isNaN(time) ? (dts[n] ?? 0) : time));
  const delay = (pts[0] ?? 0) - (dts[0] ?? 0);
  return Float64Array.from(dts, (time) => time + (Number.isNaN(delay) ? 0 : delay));
};

/** Arguments of the walk. Golden in tests. */
export const walkArgs = (demuxer: Demuxer, streams: readonly number[]): readonly string[] => [
  '-nostdin',
  '-v',
  'error',
  ...safeGlobals,
  ...inputOptions(demuxer),
  '-i',
  INPUT,
  ...streams.flatMap((index) => ['-map', `0:${index}`]),
  '-c',
  'copy',
  '-copyinkf',
  '-f',
  'framecrc',
  '-',
];
