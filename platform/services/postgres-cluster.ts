import { spawn } from 'node:child_process';
import {
  chmodSync,
  chownSync,
  closeSync,
  existsSync,
  lstatSync,
  mkdirSync,
  openSync,
  readdirSync,
  renameSync,
  rmSync,
} from 'node:fs';
import { dirname, join } from 'node:path';
import { explainFailure } from './explain.ts';
import { chooseBin, postgresUser } from './postgres-programs.ts';
import { ServiceFailed } from './service.ts';

/** A cluster that is ready to be served: its directory, the programs that serve it, and as whom. */
export type Cluster = {
  readonly directory: string;
  /** Where `postgres` and `initdb` are. */
  readonly bin: string;
  readonly env: NodeJS.ProcessEnv;
  readonly user: { readonly uid: number; readonly gid: number } | undefined;
};

/** The number under which a program of PostgreSQL finds its directory open, see `openFor`. */
const DIRECTORY_FD = 3;

/** Finds the cluster under `dataDir`, or makes it with `initdb`. Errors say what to do. */
export const prepareCluster = async (dataDir: string, log: (line: string) => void): Promise<Cluster> => {
  const user = await postgresUser();
  const directory = join(dataDir, 'postgres');
  const bin = await chooseBin(directory);
  const env: NodeJS.ProcessEnv = {
    PATH: process.env['PATH'],
    LC_ALL: process.platform === 'linux' ? 'C.UTF-8' : 'C',
    TZ: 'UTC',
  };
  const cluster = { directory, bin, env, user };
  if (!existsSync(join(directory, 'PG_VERSION'))) {
    if (existsSync(directory) && readdirSync(directory).length > 0)
      throw new ServiceFailed(
        'postgres',
        `${directory} is not empty and has no file PG_VERSION: it is damaged, or not PostgreSQL's. Move it away: everything in it is filled again from the event store at the next start. Or put it back from a backup.`,
      );
    log('making a PostgreSQL cluster');
    await makeCluster(cluster);
  }
  // PostgreSQL refuses one that others may read, as a copy often is.
  chmodSync(directory, 0o700);
  return cluster;
};

/** How PostgreSQL's programs are told where the cluster is. */
export interface OpenDirectory {
  /** For `-D`. */
  readonly path: string;
  /** Handed to the program as file descriptor 3; undefined where the path alone is enough. */
  readonly fd: number | undefined;
  close(): void;
}

/**
 * The data directory is closed to everybody but us, and as root we run PostgreSQL as another user, who could not pass it. So
 * we open the cluster's directory, which is that user's, and hand it over open: the path then leads through nothing of ours.
 */
export const openFor = ({ user, directory }: Pick<Cluster, 'user' | 'directory'>): OpenDirectory => {
  if (user === undefined) return { path: directory, fd: undefined, close: () => undefined };
  const fd = openSync(directory, 'r');
  return { path: `/proc/self/fd/${DIRECTORY_FD}`, fd, close: () => closeSync(fd) };
};

/**
 * Runs a program of PostgreSQL on the cluster to its end; gives back what it printed.
 * @throws ServiceFailed with its last words
 */
export const runOnCluster = async (
  cluster: Cluster,
  program: 'initdb' | 'postgres',
  args: (directory: string) => readonly string[],
  input = '',
): Promise<string> => {
  const path = join(cluster.bin, program);
  const opened = openFor(cluster);
  try {
    const child = spawn(path, [...args(opened.path)], {
      cwd: '/',
      env: cluster.env,
      stdio: ['pipe', 'pipe', 'pipe', ...(opened.fd === undefined ? [] : [opened.fd])],
      ...(cluster.user ?? {}),
    });
    let [output, errors] = ['', ''];
    child.stdout?.on('data', (chunk: Buffer) => (output += chunk.toString('utf8')));
    child.stderr?.on('data', (chunk: Buffer) => (errors += chunk.toString('utf8')));
    // One that ends early does not read to the end; its exit code says why.
    child.stdin?.on('error', () => undefined);
    child.stdin?.end(input);
    const end = await new Promise<End>((resolve, reject) => {
      child.once('error', reject);
      child.once('close', (code, signal) => resolve({ code, signal }));
    });
    if (end.code === 0) return output;
    throw new ServiceFailed('postgres', explain(cluster, path, `${errors}${output}`, end));
  } finally {
    opened.close();
  }
};

/** How a program ended: one of the two. */
type End = { readonly code: number | null; readonly signal: string | null };

const explain = ({ directory }: Cluster, program: string, output: string, end: End): string =>
  explainFailure('postgres', output, {
    port: 0,
    logPath: `${program} -D ${directory}`,
    dataDir: dirname(directory),
    timedOut: false,
    ...end,
    cause: undefined,
  }).message;

/** Makes the cluster beside its directory and moves it there when it is whole: an interrupted initdb leaves nothing half made. */
const makeCluster = async (cluster: Cluster): Promise<void> => {
  const { directory, env, user } = cluster;
  const parent = dirname(directory);
  for (const left of readdirSync(parent).filter((entry) => entry.startsWith('postgres.making-')))
    rmSync(join(parent, left), { recursive: true, force: true });
  // Version 0.1.0 made a link when another user could not pass; what it led to is gone, or there were a cluster.
  if (lstatSync(directory, { throwIfNoEntry: false })?.isSymbolicLink() === true) rmSync(directory);
  const making = `${directory}.making-${process.pid}`;
  mkdirSync(making, { recursive: true, mode: 0o700 });
  try {
    if (user !== undefined) chownSync(making, user.uid, user.gid);
    const locale = env['LC_ALL'] ?? 'C';
    // Nobody gets in before roles and passwords are there (postgres-access.ts).
    await runOnCluster({ ...cluster, directory: making }, 'initdb', (path) => [
      ...['-D', path, '-U', 'postgres', '-E', 'UTF8', `--locale=${locale}`, '--auth=reject'],
    ]);
    renameSync(making, directory);
  } catch (error) {
    rmSync(making, { recursive: true, force: true });
    throw error;
  }
};
