import { join } from 'node:path';
import type { ServiceName } from './service.ts';

/** Why a service did not start, in a sentence for a person. */
export type Failure = {
  readonly kind: 'port-taken' | 'disk-full' | 'not-permitted' | 'other';
  readonly message: string;
};

type Circumstances = {
  readonly port: number;
  readonly logPath: string;
  readonly dataDir: string;
  readonly timedOut: boolean;
  /** The signal that ended it, if one did. */
  readonly signal?: string | null | undefined;
  /** Its exit code, if it ended by itself. */
  readonly code?: number | null | undefined;
  readonly cause: Error | undefined;
};

/** Reads a failed service's own log and says what went wrong and what to do about it. */
export const explainFailure = (name: ServiceName, logText: string, about: Circumstances): Failure => {
  const text = about.cause === undefined ? logText : `${logText}\n${about.cause.message}`;
  if (/address already in use|EADDRINUSE|could not bind|bind: Address/i.test(text))
    return {
      kind: 'port-taken',
      message: `Port ${about.port} of 127.0.0.1, wanted for ${name}, is busy. Stop what listens there, or choose another port.`,
    };
  if (/no space left on device|ENOSPC/i.test(text))
    return {
      kind: 'disk-full',
      message: `The disk under ${about.dataDir} is full, so ${name} cannot start. Free some space, or name another directory in REPRISE_DATA_DIR.`,
    };
  if (/permission denied|EACCES|operation not permitted/i.test(text))
    return {
      kind: 'not-permitted',
      message: `${name} may not use ${about.dataDir}: permission denied. Make it belong to the user who starts Reprise, or name another directory in REPRISE_DATA_DIR. Details: ${about.logPath}`,
    };
  const crash = explainSignal(name, about.signal, about.dataDir);
  if (crash !== undefined) return { kind: 'other', message: `${crash} ${lastWords(name, text, about)}` };
  return { kind: 'other', message: `${whatHappened(name, text, about)} ${ADVICE[name](join(about.dataDir, name))}` };
};

/** What can be done when a service does not start for a reason that it alone knows: often its files are damaged. */
const ADVICE: Readonly<Record<ServiceName, (directory: string) => string>> = {
  eventstore: (directory) =>
    `If ${join(directory, 'log.mdb')} is damaged, put ${directory} back from a backup: it holds the log, which is the truth.`,
  postgres: (directory) =>
    `If ${directory} is damaged, move it away: everything in it is filled again from the event store at the next start.`,
  nats: (directory) => `If ${directory} is damaged, move it away: jobs are handed out again from the log.`,
  payments: (directory) =>
    `If ${directory} is damaged, move it away: it is what the sandbox of payments remembers, and no money.`,
  redis: (directory) => `If ${directory} is damaged, delete it: nothing in it is needed.`,
};

const whatHappened = (name: ServiceName, text: string, about: Circumstances): string => {
  const { timedOut, signal, code } = about;
  const details = lastWords(name, text, about);
  if (timedOut) return `${name} started but did not answer in time. ${details}`;
  const how = signal ?? (typeof code === 'number' ? `code ${code}` : undefined);
  return `${name} ended${how === undefined ? '' : ` (${how})`} while it was starting. ${details}`;
};

const lastWords = (name: ServiceName, text: string, { logPath, dataDir }: Circumstances): string => {
  const last = lastLines(text, join(dataDir, name));
  return last === '' ? `It printed nothing (${logPath}).` : `Its last output: ${last} (all of it: ${logPath}).`;
};

/** Signals that a program gets when what it does cannot go on, as opposed to those that somebody sends. */
const CRASHES: ReadonlySet<unknown> = new Set(['SIGSEGV', 'SIGBUS', 'SIGILL', 'SIGABRT', 'SIGTRAP', 'SIGFPE']);

/** What a crash means and what to do about it, in a sentence for a person; undefined if the process did not crash. */
export const explainSignal = (
  name: ServiceName,
  signal: string | null | undefined,
  dataDir: string,
): string | undefined => {
  if (!CRASHES.has(signal)) return undefined;
  if (name !== 'eventstore')
    return `${name} crashed (${signal}): its files or its program may be damaged. ${ADVICE[name](join(dataDir, name))}`;
  return (
    `eventstore crashed (${signal}). So it ends when its file is damaged or cut off while it reads it: ${join(dataDir, 'eventstore', 'log.mdb')}. ` +
    `Stop Reprise, run "npm run -s reprise -- eventstore verify", and restore a backup if that finds damage.`
  );
};

/** The lines that say why, or the last three. `directory` is what PostgreSQL knows only as an open file. */
const lastLines = (text: string, directory: string): string => {
  const lines = text
    .replaceAll(/\/proc\/self\/fd\/\d+/g, directory)
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => line !== '');
  const telling = lines.filter((line) => /\b(FATAL|PANIC|ERROR)\b|\[(FTL|ERR)\]|\berror\b|unrecognized/.test(line));
  return (telling.length > 0 ? telling : lines).slice(-3).join(' | ');
};
