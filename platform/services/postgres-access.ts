import { createHash } from 'node:crypto';
import { chownSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { runOnCluster, type Cluster } from './postgres-cluster.ts';
import { USER } from './service.ts';

/** The role that initdb makes has this number, whatever its name. */
const BOOTSTRAP = 10;

/**
 * Brings a cluster to the state in which it may be served: whoever comes over TCP is the role `reprise`, who proves to know
 * the password (SCRAM) and is no superuser. The superuser `postgres` cannot log in at all; whoever owns the files may run
 * `postgres --single`. Clusters of version 0.1.0, which trusted everybody and had `reprise` as superuser, are moved over.
 * Nothing is done when the cluster has been brought there with this password. What was interrupted is begun again.
 */
export const secureCluster = async (cluster: Cluster, password: string, log: (line: string) => void): Promise<void> => {
  const file = join(cluster.directory, 'pg_hba.conf');
  const text = accessRules(password);
  const before = readOrEmpty(file);
  if (before === text) return;
  if (/^(local|host)\b.*\btrust$/m.test(before))
    log('PostgreSQL gets a password, and its role loses the rights of a superuser');
  const databases = await runAlone(cluster, 'postgres', [
    renameSuperuser,
    roleWith(password),
    `select datname from pg_database where datallowconn and not datistemplate and datname <> 'postgres';`,
  ]);
  for (const [, name = ''] of databases.matchAll(/^\s*1: datname = "([^"]+)"/gm))
    await runAlone(cluster, name, [handOverDatabase, handOverContents]);
  writeFileSync(`${file}.new`, text, { mode: 0o600 });
  if (cluster.user !== undefined) chownSync(`${file}.new`, cluster.user.uid, cluster.user.gid);
  renameSync(`${file}.new`, file);
};

/** Who may connect and how. The digest tells a cluster that was brought here with another password, and tells nobody the password. */
const accessRules = (password: string): string => `# Written by Reprise; changes are overwritten.
# password ${createHash('sha256').update(`pg_hba ${password}`).digest('hex')}
host all ${USER} 127.0.0.1/32 scram-sha-256
`;

const readOrEmpty = (path: string): string => {
  try {
    return readFileSync(path, 'utf8');
  } catch {
    return '';
  }
};

/** Runs statements as the superuser without a server: no port, no socket, nobody else. One line each; the first error ends it. */
const runAlone = (cluster: Cluster, database: string, statements: readonly string[]): Promise<string> =>
  runOnCluster(
    cluster,
    'postgres',
    (directory) => ['--single', '-D', directory, '-c', 'exit_on_error=on', '-c', 'lc_messages=C', database],
    statements.map((statement) => `${statement.replaceAll(/\s*\n\s*/g, ' ')}\n`).join(''),
  );

/** Nobody can rename themselves: another superuser is made for it, in the same transaction. */
const renameSuperuser = `do $do$
declare old name := (select rolname from pg_roles where oid = ${BOOTSTRAP});
begin
  if old <> 'postgres' then
    create role renaming superuser;
    set session authorization renaming;
    execute format('alter role %I rename to postgres', old);
    set session authorization postgres;
    drop role renaming;
  end if;
end $do$;`;

const roleWith = (password: string): string => `do $do$
begin
  if not exists (select from pg_roles where rolname = '${USER}') then
    create role ${USER};
  end if;
  set local password_encryption = 'scram-sha-256';
  alter role ${USER} with login createdb nosuperuser nocreaterole noreplication nobypassrls password '${password.replaceAll("'", "''")}';
end $do$;`;

const handOverDatabase = `do $do$
begin
  execute format('alter database %I owner to ${USER}', current_database());
end $do$;`;

/** Everything that the old superuser made, but not what belongs to an extension or follows its table by itself. */
const handOverContents = `do $do$
declare statement text;
begin
  for statement in
    select format('alter schema %I owner to ${USER}', nspname) from pg_namespace
      where nspowner = ${BOOTSTRAP} and nspname !~ '^pg_' and nspname not in ('information_schema', 'public')
    union all
    select format('alter %s %s owner to ${USER}',
        case relkind when 'v' then 'view' when 'm' then 'materialized view' when 'S' then 'sequence' when 'f' then 'foreign table' else 'table' end,
        c.oid::regclass)
      from pg_class c join pg_namespace n on n.oid = relnamespace
      where relowner = ${BOOTSTRAP} and relkind in ('r', 'p', 'v', 'm', 'S', 'f') and nspname !~ '^pg_' and nspname <> 'information_schema'
        and not exists (select from pg_depend where classid = 'pg_class'::regclass and objid = c.oid
          and (deptype = 'e' or relkind = 'S' and deptype in ('a', 'i')))
    union all
    select format('alter routine %s owner to ${USER}', p.oid::regprocedure)
      from pg_proc p join pg_namespace n on n.oid = pronamespace
      where proowner = ${BOOTSTRAP} and nspname !~ '^pg_' and nspname <> 'information_schema'
        and not exists (select from pg_depend where classid = 'pg_proc'::regclass and objid = p.oid and deptype = 'e')
    union all
    select format('alter type %s owner to ${USER}', t.oid::regtype)
      from pg_type t join pg_namespace n on n.oid = typnamespace
      where typowner = ${BOOTSTRAP} and typtype in ('e', 'd', 'r') and nspname !~ '^pg_' and nspname <> 'information_schema'
        and not exists (select from pg_depend where classid = 'pg_type'::regclass and objid = t.oid and deptype in ('a', 'i', 'e'))
  loop
    execute statement;
  end loop;
end $do$;`;
