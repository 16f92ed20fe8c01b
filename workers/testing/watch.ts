import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { makeContext, nextNumber } from './films.ts';

const run = promisify(execFile);

/** What a player sees of a track: decoded pictures as 64×36 RGB, one after another. */
export interface Watched {
  readonly frames: number;
  /** Red, green and blue at a place of a picture, 0 to 1 from left and top. */
  readonly colourAt: (frame: number, x: number, y: number) => readonly [number, number, number];
}

const WIDTH = 64;
const HEIGHT = 36;

const ffmpeg = async (...args: string[]): Promise<Buffer> => {
  const { programs } = makeContext(`w${nextNumber()}`);
  const { stdout, stderr } = await run(programs.ffmpeg.path, ['-nostdin', '-v', 'error', ...args, '-'], {
    encoding: 'buffer',
    maxBuffer: 256 * 1024 ** 2,
  });
  assert.equal(stderr.toString(), '');
  return stdout;
};

const watch = async (input: readonly string[], conversion: string): Promise<Watched> => {
  const scale = `scale=${WIDTH}:${HEIGHT}:flags=area${conversion}`;
  const raw = await ffmpeg(...input, '-vf', `${scale},format=rgb24`, '-fps_mode', 'passthrough', '-f', 'rawvideo');
  const size = WIDTH * HEIGHT * 3;
  return {
    frames: raw.length / size,
    colourAt: (frame, x, y) => {
      const at = frame * size + (Math.floor(y * HEIGHT) * WIDTH + Math.floor(x * WIDTH)) * 3;
      return [raw[at] ?? -1, raw[at + 1] ?? -1, raw[at + 2] ?? -1];
    },
  };
};

/** Decodes a package's track as a player does: its own manifest, BT.709 in limited range. */
export const watchTrack = (folder: string, track: string): Promise<Watched> =>
  watch(['-i', join(folder, track, 'index.m3u8')], ':in_color_matrix=bt709:in_range=tv');

/** Decodes one of our own MP4 files. */
export const watchFile = (path: string): Promise<Watched> => watch(['-i', path], ':in_color_matrix=bt709:in_range=tv');

/** A poster, as every program shows a JPEG. */
export const watchPoster = (path: string): Promise<Watched> =>
  watch(['-i', path], ':in_color_matrix=smpte170m:in_range=pc');

/** Pictures that a full decode of a source gives, by ffmpeg as it is. A source may be damaged, and is silently decoded as far as it goes. */
export const decodedFrames = async (path: string, video = 'v:0'): Promise<number> =>
  (await watch(['-v', 'fatal', '-i', path, '-map', `0:${video}`], '')).frames;

/** How much each line of a picture differs from the mean of its neighbours, 0 to 255: combs have a lot of it. */
export const combsOf = async (path: string): Promise<number> => {
  const [width, height] = [320, 180];
  const raw = await ffmpeg(
    '-i',
    path,
    '-vf',
    `scale=${width}:ih:flags=area,crop=${width}:${height},format=gray`,
    '-f',
    'rawvideo',
  );
  let sum = 0;
  for (let row = 1; row < height - 1; row++)
    for (let x = 0; x < width; x++) {
      const at = row * width + x;
      sum += Math.abs((raw[at] ?? 0) - ((raw[at - width] ?? 0) + (raw[at + width] ?? 0)) / 2);
    }
  return sum / (width * (height - 2));
};

/** When each flash of a film that flashes in white begins, seconds. */
export const flashesOf = ({ frames, colourAt }: Watched, rate: number): readonly number[] => {
  const bright = Array.from({ length: frames }, (_, frame) => colourAt(frame, 0.5, 0.5)[1] > 128);
  return bright.flatMap((lit, frame) => (lit && bright[frame - 1] !== true ? [frame / rate] : []));
};

/** Channels of a file's sound, and its true peak (ITU-R BS.1770) in decibels of full scale. */
export const heardIn = async (path: string): Promise<{ readonly channels: number; readonly peakDb: number }> => {
  const { programs } = makeContext(`w${nextNumber()}`);
  const args = ['-nostdin', '-hide_banner', '-i', path, '-map', '0:a:0', '-af', 'ebur128=peak=true', '-f', 'null', '-'];
  const { stderr } = await run(programs.ffmpeg.path, args, { maxBuffer: 256 * 1024 ** 2 });
  const layout = /Audio: .*? Hz, (mono|stereo)/.exec(stderr)?.[1];
  return {
    channels: layout === 'mono' ? 1 : layout === 'stereo' ? 2 : 0,
    peakDb: Number(/True peak:\s+Peak:\s+(-?[\d.]+|-inf) dBFS/.exec(stderr)?.[1] ?? NaN),
  };
};

/** When each beep begins in a file's sound, seconds; a beep is what follows at least a tenth of a second of silence. */
export const beepsOf = async (path: string): Promise<readonly number[]> => {
  const raw = await ffmpeg('-i', path, '-map', '0:a:0', '-ac', '1', '-ar', '48000', '-f', 's16le');
  const found: number[] = [];
  let loudAt = -Infinity;
  for (let sample = 0; sample < raw.length / 2; sample++) {
    if (Math.abs(raw.readInt16LE(sample * 2)) < 4000) continue;
    if (sample - loudAt > 4800) found.push(sample / 48_000);
    loudAt = sample;
  }
  return found;
};
