import { execFile } from 'node:child_process';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { promisify } from 'node:util';
import { isExecutable } from '../../runtime/executable.ts';
import { findOnPath } from '../runtime/programs.ts';
import type { Program } from '../runtime/programs.ts';
import { readCapabilities } from './capabilities.ts';

const run = promisify(execFile);
/** H.264 and AAC: what every rung of the ladder is made of. */
const NEEDED_ENCODERS = ['libx264', 'aac'];

/** The programs that media jobs run. */
export interface MediaPrograms {
  readonly ffmpeg: Program;
  readonly ffprobe: Program;
  readonly packager: Program;
  /** This ffmpeg has zscale and tonemap: HDR can become SDR. */
  readonly canToneMap: boolean;
  /** Names of the codecs that this ffmpeg decodes, as ffprobe names them. */
  readonly decodable: ReadonlySet<string>;
  /** Encoders that the ladder needs and this ffmpeg lacks. */
  readonly missingEncoders: readonly string[];
}

/**
 * Finds ffmpeg and ffprobe on PATH and Shaka Packager's binary inside its npm package, and asks each for its version.
 * @throws Error that names the package to install
 */
export const findMediaPrograms = async (): Promise<MediaPrograms> => {
  const [ffmpeg, ffprobe, packager] = await Promise.all([
    describe('ffmpeg', findOnPath('ffmpeg'), '-version', 'install ffmpeg (Debian, Ubuntu: apt-get install ffmpeg)'),
    describe('ffprobe', findOnPath('ffprobe'), '-version', 'install ffmpeg (Debian, Ubuntu: apt-get install ffmpeg)'),
    describe('packager', packagerPath(), '--version', 'run npm ci again: the package shaka-packager brings it'),
  ]);
  const { filters, encoders, decodable } = await readCapabilities(ffmpeg.path);
  return {
    ffmpeg,
    ffprobe,
    packager,
    canToneMap: filters.has('zscale') && filters.has('tonemap'),
    decodable,
    missingEncoders: NEEDED_ENCODERS.filter((name) => !encoders.has(name)),
  };
};

const describe = async (name: string, path: string | undefined, flag: string, advice: string): Promise<Program> => {
  if (path === undefined || !isExecutable(path)) throw new Error(`The program ${name} is missing: ${advice}.`);
  const { stdout, stderr } = await run(path, [flag], { timeout: 20_000 });
  const version = `${stdout}${stderr}`.split('\n', 1)[0] ?? '';
  return { name, path, version: version.replace(/ Copyright.*$/, '').slice(0, 200) };
};

/** The npm wrapper forks the binary and outlives signals badly: the binary itself is run. */
const packagerPath = (): string => {
  const platform = { linux: 'linux', darwin: 'osx' }[process.platform as string] ?? process.platform;
  const root = dirname(createRequire(import.meta.url).resolve('shaka-packager/package.json'));
  return join(root, 'bin', `packager-${platform}-${process.arch}`);
};
