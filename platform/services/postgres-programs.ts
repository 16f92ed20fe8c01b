import { execFile } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { promisify } from 'node:util';
import { findProgram, installedPostgres } from './programs.ts';
import { MissingProgram, ServiceFailed } from './service.ts';

const run = promisify(execFile);
const OLDEST = 15;

/** PostgreSQL refuses to run as root; Debian's package brings a user for it. Undefined: we are not root, it runs as us. */
export const postgresUser = async (): Promise<{ uid: number; gid: number } | undefined> => {
  if (process.getuid?.() !== 0) return undefined;
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

/** The directory with the programs of the version that made the cluster, or of any that is new enough. */
export const chooseBin = async (cluster: string): Promise<string> => {
  const installed = installedPostgres();
  const made = majorOfCluster(cluster);
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
      `The data in ${cluster} was made by PostgreSQL ${made}, which is not installed. Install it (apt-get install postgresql-${made}), or move that directory away: everything in it is rebuilt from the event store.`,
    );
  const newest = installed[0]?.major ?? major;
  if (newest !== undefined && newest < OLDEST)
    throw new ServiceFailed(
      'postgres',
      `PostgreSQL ${newest} is too old: Reprise needs ${OLDEST} or newer. Install a newer one, or point REPRISE_DATABASE_URL at one.`,
    );
  throw missing('postgres');
};

/** What the cluster says in its file `PG_VERSION`; undefined when there is no cluster yet. */
const majorOfCluster = (cluster: string): number | undefined => {
  const path = join(cluster, 'PG_VERSION');
  if (!existsSync(path)) return undefined;
  let text: string;
  try {
    text = readFileSync(path, 'utf8').trim();
  } catch (error) {
    text = String(error);
  }
  if (/^\d{1,3}$/.test(text)) return Number(text);
  throw new ServiceFailed(
    'postgres',
    `${path} is ${text === '' ? 'empty' : 'damaged'}, so nobody knows which PostgreSQL made ${cluster}. Move that directory away: everything in it is filled again from the event store at the next start. Or put it back from a backup.`,
  );
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
