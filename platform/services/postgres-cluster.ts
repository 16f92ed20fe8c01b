import { execFile } from 'node:child_process';
import { createHash } from 'node:crypto';
import {
  chownSync,
  existsSync,
  lstatSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  symlinkSync,
} from 'node:fs';
import { dirname, join } from 'node:path';
import { promisify } from 'node:util';
import { explainFailure } from './explain.ts';
import { firstClosedDirectory } from './directory.ts';
import { findProgram, installedPostgres } from './programs.ts';
import { MissingProgram, ServiceFailed } from './service.ts';

const run = promisify(execFile);
const OLDEST = 15;

/** A cluster that is ready to be served: its directory, the program that serves it, and as whom. */
export type Cluster = {
  readonly directory: string;
  readonly postgres: string;
  readonly env: NodeJS.ProcessEnv;
  readonly user: { uid: number; gid: number } | undefined;
};

/** Finds the cluster under `dataDir`, or makes it with `initdb`. Errors say what to do. */
export const prepareCluster = async (dataDir: string, log: (line: string) => void): Promise<Cluster> => {
  const user = process.getuid?.() === 0 ? await postgresUser() : undefined;
  const home = user === undefined ? dataDir : reachableHome(dataDir, log);
  const directory = join(home, 'postgres');
  const bin = await chooseBin(directory);
  const env: NodeJS.ProcessEnv = {
    PATH: process.env['PATH'],
    LC_ALL: process.platform === 'linux' ? 'C.UTF-8' : 'C',
    TZ: 'UTC',
  };
  if (!existsSync(join(directory, 'PG_VERSION'))) {
    log('making a PostgreSQL cluster');
    await makeCluster(join(bin, 'initdb'), directory, env, user);
  }
  return { directory, postgres: join(bin, 'postgres'), env, user };
};

/** PostgreSQL refuses to run as root; Debian's package brings a user for it. */
const postgresUser = async (): Promise<{ uid: number; gid: number }> => {
  try {
    const [uid, gid] = await Promise.all([run('id', ['-u', 'postgres']), run('id', ['-g', 'postgres'])]);
    return { uid: Number(uid.stdout), gid: Number(gid.stdout) };
  } catch {
    if (installedPostgres().length === 0) throw missing('postgres');
    throw new ServiceFailed(
      'postgres',
      'PostgreSQL does not run as root, and there is no user "postgres" to run it as. Start Reprise as an ordinary user, or add that user (adduser --system --group postgres).',
    );
  }
};

/**
 * Root's own directories are often closed to other users (/root is), so the postgres user could never get to its data.
 * Then the cluster lives under /var/lib/reprise, in a directory named after the data directory that it belongs to.
 */
const reachableHome = (dataDir: string, log: (line: string) => void): string => {
  const closed = firstClosedDirectory(dataDir);
  if (closed === undefined) return dataDir;
  const home = join('/var/lib/reprise', createHash('sha256').update(dataDir).digest('hex').slice(0, 12));
  log(`the user "postgres" cannot enter ${closed}: PostgreSQL's data goes to ${home}`);
  // The link says that this data directory knows its cluster. Without it the directory is new (somebody deleted the old
  // one), and rows of the old one must not meet an empty log.
  const link = join(dataDir, 'postgres');
  if (lstatSync(link, { throwIfNoEntry: false }) === undefined) {
    rmSync(home, { recursive: true, force: true });
    mkdirSync(home, { recursive: true, mode: 0o755 });
    symlinkSync(join(home, 'postgres'), link);
  }
  return home;
};

const chooseBin = async (directory: string): Promise<string> => {
  const installed = installedPostgres();
  const made = existsSync(join(directory, 'PG_VERSION'))
    ? Number(readFileSync(join(directory, 'PG_VERSION'), 'utf8'))
    : undefined;
  const fitting = installed.find(({ major }) => (made === undefined ? major >= OLDEST : major === made));
  if (fitting !== undefined) return fitting.bin;
  const other = findProgram('postgres');
  const major = other === undefined ? undefined : await majorOf(other);
  if (
    other !== undefined &&
    major !== undefined &&
    major >= OLDEST &&
    (made === undefined || major === made) &&
    hasInitdb(other)
  )
    return dirname(other);
  if (made !== undefined && (installed.length > 0 || other !== undefined))
    throw new ServiceFailed(
      'postgres',
      `The data in ${directory} was made by PostgreSQL ${made}, which is not installed. Install it (apt-get install postgresql-${made}), or move that directory away: everything in it is rebuilt from the event store.`,
    );
  const newest = installed[0]?.major ?? major;
  if (newest !== undefined && newest < OLDEST)
    throw new ServiceFailed(
      'postgres',
      `PostgreSQL ${newest} is too old: Reprise needs ${OLDEST} or newer. Install a newer one, or point REPRISE_DATABASE_URL at one.`,
    );
  throw missing('postgres');
};

const hasInitdb = (postgres: string): boolean => existsSync(join(dirname(postgres), 'initdb'));

const majorOf = async (postgres: string): Promise<number | undefined> => {
  try {
    const { stdout } = await run(postgres, ['--version']);
    return Number(/(\d+)(\.\d+)*/.exec(stdout)?.[1]);
  } catch {
    return undefined;
  }
};

const missing = (program: string): MissingProgram =>
  new MissingProgram(program, 'postgresql', 'point REPRISE_DATABASE_URL at a running PostgreSQL');

/** Makes the cluster beside its directory and moves it there when it is whole: an interrupted initdb leaves nothing half made. */
const makeCluster = async (
  initdb: string,
  directory: string,
  env: NodeJS.ProcessEnv,
  user: { uid: number; gid: number } | undefined,
): Promise<void> => {
  const parent = dirname(directory);
  for (const left of readdirSync(parent).filter((entry) => entry.startsWith('postgres.making-')))
    rmSync(join(parent, left), { recursive: true, force: true });
  const making = `${directory}.making-${process.pid}`;
  mkdirSync(making, { recursive: true, mode: 0o700 });
  try {
    if (user !== undefined) chownSync(making, user.uid, user.gid);
    const locale = env['LC_ALL'] ?? 'C';
    const args = ['-D', making, '-U', 'reprise', '-E', 'UTF8', `--locale=${locale}`, '--auth=trust'];
    await run(initdb, args, { cwd: making, env, ...(user ?? {}) });
    renameSync(making, directory);
  } catch (error) {
    rmSync(making, { recursive: true, force: true });
    const output = error instanceof Error && 'stderr' in error ? String(error.stderr) : String(error);
    const about = { port: 0, logPath: `${initdb} -D ${directory}`, dataDir: parent, timedOut: false, cause: undefined };
    throw new ServiceFailed('postgres', explainFailure('postgres', output, about).message, { cause: error });
  }
};
