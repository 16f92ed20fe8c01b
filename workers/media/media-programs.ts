import { execFile } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { promisify } from 'node:util';
import { isExecutable } from '../../runtime/executable.ts';
import { findOnPath } from '../runtime/programs.ts';
import type { Program } from '../runtime/programs.ts';
import { runTool } from '../runtime/run-tool.ts';
import { sandboxHere } from '../runtime/sandbox.ts';
import type { Sandbox } from '../runtime/sandbox.ts';
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
  /** In which all three were tried. */
  readonly sandbox: Sandbox;
}

/**
 * Finds ffmpeg and ffprobe on PATH and Shaka Packager's binary inside its npm package, and asks each for its version,
 * with and without a sandbox.
 * @throws Error that names the package to install
 */
export const findMediaPrograms = async (): Promise<MediaPrograms> => {
  const install = 'install ffmpeg (Debian, Ubuntu: apt-get install ffmpeg)';
  const [ffmpeg, ffprobe, packager] = await Promise.all([
    describe('ffmpeg', findOnPath('ffmpeg'), install),
    describe('ffprobe', findOnPath('ffprobe'), install),
    describe('packager', packagerPath(), 'run npm ci again: the package shaka-packager brings it'),
  ]);
  const [{ filters, encoders, decodable }, sandbox] = await Promise.all([
    readCapabilities(ffmpeg.path),
    sandboxFor([ffmpeg, ffprobe, packager]),
  ]);
  return {
    ffmpeg,
    ffprobe,
    packager,
    canToneMap: filters.has('zscale') && filters.has('tonemap'),
    decodable,
    missingEncoders: NEEDED_ENCODERS.filter((name) => !encoders.has(name)),
    sandbox,
  };
};

const describe = async (name: string, path: string | undefined, advice: string): Promise<Program> => {
  if (path === undefined || !isExecutable(path)) throw new Error(`The program ${name} is missing: ${advice}.`);
  const { stdout, stderr } = await run(path, [versionFlag(name)], { timeout: 20_000 });
  const version = `${stdout}${stderr}`.split('\n', 1)[0] ?? '';
  return { name, path, version: version.replace(/ Copyright.*$/, '').slice(0, 200) };
};

const versionFlag = (name: string): string => (name === 'packager' ? '--version' : '-version');

/**
 * The sandbox of this machine, when these programs run in it: one that is somewhere unusual may need what it does not show.
 * Films are read without it otherwise.
 */
export const sandboxFor = async (programs: readonly Program[]): Promise<Sandbox> => {
  const sandbox = await sandboxHere();
  if (sandbox.bwrap === undefined) return sandbox;
  const cwd = await mkdtemp(join(tmpdir(), 'reprise-sandbox-'));
  try {
    const tried = await Promise.all(programs.map(async (program) => whyNot(program, cwd)));
    const why = tried.find((each) => each !== undefined);
    return why === undefined ? sandbox : { bwrap: undefined, why };
  } finally {
    await rm(cwd, { recursive: true, force: true });
  }
};

/** @returns undefined when the program runs locked in, else a sentence for people */
const whyNot = async (program: Program, cwd: string): Promise<string | undefined> => {
  const { run: tried } = await runTool({
    program,
    args: [versionFlag(program.name)],
    cwd,
    deadlineMs: 20_000,
    signal: new AbortController().signal,
    confine: { readOnly: [], alone: true },
  });
  if (tried.exitCode === 0) return undefined;
  const said = tried.stderrTail.split('\n').at(-1) ?? '';
  return `${program.path} does not run in it (${said === '' ? `exit code ${tried.exitCode}` : said}). Install a ${program.name} that needs nothing but the system's libraries and its own.`;
};

/** In what films are read on this machine; where a program is missing, whether there is a sandbox at all. */
export const filmSandbox = (): Promise<Sandbox> => findMediaPrograms().then(({ sandbox }) => sandbox, sandboxHere);

/** The npm wrapper forks the binary and outlives signals badly: the binary itself is run. */
const packagerPath = (): string => {
  const platform = { linux: 'linux', darwin: 'osx' }[process.platform as string] ?? process.platform;
  const root = dirname(createRequire(import.meta.url).resolve('shaka-packager/package.json'));
  return join(root, 'bin', `packager-${platform}-${process.arch}`);
};
