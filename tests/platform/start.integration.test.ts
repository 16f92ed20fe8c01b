import assert from 'node:assert/strict';
import { randomBytes, randomUUID } from 'node:crypto';
import { once } from 'node:events';
import { existsSync, globSync, lstatSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { dirname, join } from 'node:path';
import { test, type TestContext } from 'node:test';
import { executeOn } from '../../commands/testing/execute.ts';
import { openEventLog } from '../../adapters/eventstore/event-log.ts';
import { withoutPassword } from '../../platform/config.ts';
import { openGatewayClient } from '../../platform/demo/gateway-client.ts';
import { uploadFilm } from '../../platform/demo/upload-film.ts';
import { identify, isSameProcess, type ProcessIdentity } from '../../platform/services/process-identity.ts';
import { inbox } from '../harness/inbox.ts';
import { cleanUpAfter, makeTestDir } from '../harness/services.ts';
import { shortFilm } from '../harness/real-film.ts';
import { publishedManifest, watch } from '../harness/watching.ts';
import { silentLogger } from '../../ports/testing/silent-logger.ts';
import { reprise, runReprise, type Reprise } from '../harness/reprise.ts';
import { standardProjections } from '../../projections/testing/standard.ts';

const { until } = inbox<never>();
const SERVICES = ['eventstore', 'nats', 'postgres', 'redis', 'payments'] as const;
type Addresses = Readonly<Record<(typeof SERVICES)[number], string>>;

interface Started extends Reprise {
  readonly viewer: string;
  readonly token: string;
  readonly addresses: Addresses;
  readonly children: readonly ProcessIdentity[];
}

/** `reprise start --no-demo`, until it has printed its pages. */
async function start(t: TestContext, dataDir: string, env: Record<string, string> = {}): Promise<Started> {
  const process = runReprise(t, ['platform/cli.ts', 'start', '--no-demo'], {
    REPRISE_DATA_DIR: dataDir,
    REPRISE_PORT: '0',
    ...env,
  });
  const viewer = (await process.line(/^ +Watch +(\S+)$/))[1] ?? '';
  const token = (await process.line(/^ +Studio +\S+#token=(\S+)$/))[1] ?? '';
  const addresses = JSON.parse(readFileSync(join(dataDir, 'service-urls.json'), 'utf8')) as Addresses;
  return { ...process, viewer, token, addresses, children: SERVICES.map((name) => childOf(dataDir, name)) };
}

/** Makes the process of the roles crash when it is told to, as by a bug in one of them. */
const CRASH_ON_DEMAND = `--import=data:text/javascript,${encodeURIComponent(
  "if (process.send) process.on('SIGUSR2', () => { throw new TypeError('crash on demand') })",
)}`;

/** The process of the roles, a child of `reprise start`. */
const rolesOf = (parent: number): number | undefined =>
  readFileSync(`/proc/${parent}/task/${parent}/children`, 'utf8')
    .trim()
    .split(' ')
    .map(Number)
    .find((pid) => identify(pid)?.command.includes('roles-process'));

const childOf = (dataDir: string, name: string): ProcessIdentity => {
  const { child } = JSON.parse(readFileSync(join(dataDir, `services/${name}.pid`), 'utf8')) as {
    child: { pid: number };
  };
  return identify(child.pid) ?? assert.fail(`${name} does not run`);
};

/** Makes a title through the pipeline. @returns its id, which is acknowledged then */
async function createTitle(t: TestContext, { addresses }: Started, name: string): Promise<string> {
  const log = openEventLog({ url: addresses.eventstore, log: silentLogger });
  cleanUpAfter(t, () => log.close());
  const [titleId, assetId] = [randomUUID(), randomUUID()];
  const command = {
    type: 'CreateTitle',
    data: { titleId, assetId, details: { name, synopsis: null, releaseYear: null, attribution: null } },
    at: new Date().toISOString(),
  };
  const outcome = await executeOn(log)({
    streamId: titleId,
    commandId: randomUUID(),
    correlationId: titleId,
    actor: { kind: 'process', id: 'test' },
    command,
  });
  assert.equal(outcome.kind, 'committed');
  await log.close();
  return titleId;
}

async function ask(
  { viewer, token }: Started,
  query: string,
  variables: object,
): Promise<Record<string, unknown> | null> {
  const response = await fetch(new URL('/graphql', viewer), {
    method: 'POST',
    headers: { 'content-type': 'application/json', authorization: `Bearer ${token}` },
    body: JSON.stringify({ query, variables }),
  });
  return ((await response.json()) as { data: Record<string, unknown> | null }).data;
}

const nameOf = async (started: Started, id: string): Promise<unknown> =>
  (
    (await ask(started, 'query T($id: ID!) { title(id: $id) { name } }', { id }))?.['title'] as
      | { name: string }
      | null
      | undefined
  )?.name;

const rename = async (started: Started, id: string, name: string, commandId: string): Promise<unknown> => {
  const query =
    'mutation E($c: ID!, $id: ID!, $n: String!) { editTitle(commandId: $c, input: { titleId: $id, name: $n }) { __typename } }';
  return (
    (await ask(started, query, { c: commandId, id, n: name }))?.['editTitle'] as { __typename: string } | undefined
  )?.__typename;
};

const allGone = (children: readonly ProcessIdentity[]): Promise<void> =>
  until(async () => !children.some(isSameProcess));

test(
  'one installation through its life: data, commands beside it, killed services, Ctrl-C, kill -9',
  { timeout: 200_000 },
  async (t) => {
    const dataDir = join(makeTestDir(t), 'data');
    // Processes inherit it: nothing may rely on a strict one.
    const umask = process.umask(0);
    t.after(() => process.umask(umask));
    const begunAt = performance.now();
    const first = await start(t, dataDir, { NODE_OPTIONS: CRASH_ON_DEMAND });
    const startMs = performance.now() - begunAt;
    const titleId = await createTitle(t, first, 'Kept');
    await until(async () => (await nameOf(first, titleId)) === 'Kept');

    await t.test('a second start on the same data is refused and harms nobody', async () => {
      const second = await reprise(t, ['start', '--no-demo'], { REPRISE_DATA_DIR: dataDir, REPRISE_PORT: '0' });
      assert.equal(second.code, 1);
      assert.equal(
        second.stderr,
        `✗ Reprise already runs on ${dataDir} (process ${first.pid}). Stop that one, or name another directory in REPRISE_DATA_DIR and another port in REPRISE_PORT.`,
      );
      assert.equal(await nameOf(first, titleId), 'Kept');
    });

    await t.test('doctor beside it looks at its services, and at those that its own environment names', async () => {
      const [well, ill] = await Promise.all([
        reprise(t, ['doctor'], { REPRISE_DATA_DIR: dataDir }),
        reprise(t, ['doctor'], { REPRISE_DATA_DIR: dataDir, REPRISE_REDIS_URL: 'redis://:geheim@127.0.0.1:1' }),
      ]);
      assert.equal(well.code, 0, well.stderr);
      for (const name of SERVICES)
        assert.ok(well.stderr.includes(`(local, ${withoutPassword(first.addresses[name])})`), well.stderr);
      for (const name of SERVICES) assert.ok(!well.stderr.includes(new URL(first.addresses[name]).password));
      assert.equal(ill.code, 1, ill.stderr);
      assert.match(
        ill.stderr,
        /^✗ Redis: does not answer \(redis:\/\/:\(secret\)@127\.0\.0\.1:1\)\. .*Start it, or correct REPRISE_REDIS_URL$/m,
      );
      assert.ok(!ill.stderr.includes('geheim'));
    });

    await t.test('read models are listed and rebuilt beside it', async () => {
      const list = await reprise(t, ['projections', 'list'], { REPRISE_DATA_DIR: dataDir });
      assert.equal(list.code, 0, list.stderr);
      assert.match(list.stdout, /^titles +live +at \d+ +0 parked/m);
      const rebuilt = await reprise(t, ['projections', 'rebuild', 'titles'], { REPRISE_DATA_DIR: dataDir });
      assert.equal(rebuilt.code, 0, rebuilt.stderr);
      assert.match(rebuilt.stderr, /^✓ identical with the rows before$/m);
      await until(async () => (await nameOf(first, titleId)) === 'Kept');
    });

    await t.test('services that are killed come back on their ports, and the platform with them', async () => {
      for (const child of first.children) process.kill(child.pid, 'SIGKILL');
      for (const name of SERVICES) await first.line(new RegExp(`^· ${name} ended by itself \\(SIGKILL\\)`));
      for (const name of SERVICES) await first.line(new RegExp(`^· ${name} is back$`));
      const commandId = randomUUID();
      await until(async () => (await rename(first, titleId, 'After the outage', commandId)) === 'TitleEdited', 60_000);
      await until(async () => (await nameOf(first, titleId)) === 'After the outage', 60_000);
    });

    await t.test(
      'roles that are killed or crash are back at the same address, and who uploads or watches goes on',
      async (u) => {
        const path = join(dataDir, '../film');
        writeFileSync(path, randomBytes(12 * 1024 ** 2));
        const client = openGatewayClient({
          gatewayUrl: first.viewer,
          operatorToken: first.token,
          signal: AbortSignal.timeout(120_000),
        });
        const viewer = watch(await publishedManifest(client, first.viewer, await shortFilm(dirname(path))));
        cleanUpAfter(u, viewer.stop);
        await until(async () => viewer.came());
        const ends = [
          ['SIGKILL', 'SIGKILL'],
          ['SIGUSR2', 'TypeError: crash on demand'],
        ] as const;
        const killed: number[] = [];
        /** When the roles were killed first, and when the next part of the upload had arrived. */
        let [killedAt, arrivedAt] = [NaN, NaN];
        const uploaded = await uploadFilm(client, path, randomUUID(), (fraction) => {
          if (killed.length === 1) arrivedAt = performance.now();
          const [signal] = ends[killed.length] ?? [];
          const pid = rolesOf(first.pid);
          if (fraction === 0 || fraction === 1 || signal === undefined || pid === undefined || killed.includes(pid))
            return;
          killed.push(pid);
          if (killed.length === 1) killedAt = performance.now();
          process.kill(pid, signal);
        });
        assert.ok(uploaded !== undefined && killed.length === 2);
        const watching = viewer.interruption(killedAt) ?? NaN;
        const uploading = arrivedAt - killedAt;
        u.diagnostic(`watching went on after ${Math.round(watching)} ms, uploading after ${Math.round(uploading)} ms`);
        // Both within 2 s on a machine with nothing else to do, where a first start takes three times as long.
        assert.ok(watching < startMs && uploading < startMs, `${watching} ms, ${uploading} ms of ${startMs} ms`);
        for (const [, why] of ends) await first.line(new RegExp(`^· the roles ended \\(${why}\\); starting again$`));
        await until(async () => (await nameOf(first, titleId)) === 'After the outage', 60_000);
        assert.match(readFileSync(join(dataDir, 'logs/reprise.log'), 'utf8'), /crash on demand/);
      },
    );

    await t.test('nothing in the data directory is open to others', () => {
      const paths = [dataDir, ...globSync('**/*', { cwd: dataDir }).map((path) => join(dataDir, path))];
      assert.deepEqual(
        paths.filter((path) => ((lstatSync(path, { throwIfNoEntry: false })?.mode ?? 0) & 0o077) !== 0),
        [],
      );
    });

    await t.test('Ctrl-C ends it with 0 and leaves no process, lock or note', async () => {
      const children = SERVICES.map((name) => childOf(dataDir, name));
      first.kill('SIGINT');
      assert.equal((await first.ended).code, 0, (await first.ended).stderr);
      assert.deepEqual(children.filter(isSameProcess), []);
      assert.deepEqual(
        ['instance.lock', 'service-urls.json', ...SERVICES.map((name) => `services/${name}.pid`)].filter((file) =>
          existsSync(join(dataDir, file)),
        ),
        [],
      );
    });

    await t.test(
      'the next start has everything; killed outright it leaves nothing behind, and the one after has everything again',
      async () => {
        const second = await start(t, dataDir);
        assert.equal(await nameOf(second, titleId), 'After the outage');
        const late = await createTitle(t, second, 'Acknowledged just before');
        second.kill('SIGKILL');
        await second.ended;
        const third = await start(t, dataDir);
        await allGone(second.children);
        await until(async () => (await nameOf(third, late)) === 'Acknowledged just before');
        assert.equal(await nameOf(third, titleId), 'After the outage');
        third.kill('SIGTERM');
        assert.equal((await third.ended).code, 0);
        assert.deepEqual(third.children.filter(isSameProcess), []);
      },
    );
  },
);

test('what cannot work is reported in one line, before anything is started', async (t) => {
  const stranger = createServer().listen(0, '127.0.0.1');
  await once(stranger, 'listening');
  cleanUpAfter(t, () => stranger.close());
  const address = stranger.address();
  const port = typeof address === 'object' && address !== null ? String(address.port) : '';
  const names = standardProjections.map(({ name }) => name).join(', ');
  const cases: readonly (readonly [command: readonly string[], env: Record<string, string>, line: string])[] = [
    [
      ['start', '--no-demo'],
      { REPRISE_PORT: port },
      `✗ Port ${port} of 127.0.0.1 is busy. Stop what listens there, or choose another port with REPRISE_PORT.`,
    ],
    [
      ['start', '--no-demo'],
      { REPRISE_PORT: '0', REPRISE_HOST: '192.0.2.1' },
      '✗ 192.0.2.1 is no address of this machine. Correct REPRISE_HOST.',
    ],
    [['start'], { REPRISE_PROT: '1' }, '✗ REPRISE_PROT is not a variable of Reprise: did you mean REPRISE_PORT?'],
    [['start'], { REPRISE_PORT: 'many' }, '✗ REPRISE_PORT is not a number'],
    [
      ['start', '--no-films'],
      {},
      "✗ Unknown option '--no-films'. Use: npm start -- [--no-demo] [--once] [--no-install]",
    ],
    [
      ['serve'],
      { REPRISE_NATS_URL: 'nats://127.0.0.1:1' },
      '✗ Set REPRISE_EVENTSTORE_URL, REPRISE_DATABASE_URL, REPRISE_REDIS_URL: this command works against running services. "npm start" starts local ones by itself.',
    ],
    [
      ['projections', 'rebuild', 'films'],
      {},
      `✗ There is no projection "films". Use: reprise projections list | rebuild NAME | rollback NAME | retry NAME. The names: ${names}; retry also takes what else has parked events, e.g. processor/commands.`,
    ],
  ];
  const look = async ([command, env, line]: (typeof cases)[number]): Promise<void> => {
    const dataDir = makeTestDir(t);
    const { code, stderr, stdout } = await reprise(t, command, { REPRISE_DATA_DIR: dataDir, ...env });
    assert.deepEqual({ code, stderr, stdout }, { code: 1, stderr: line, stdout: '' });
    assert.ok(!readdirSync(dataDir).includes('services'), `${command.join(' ')} started something`);
    assert.ok(!existsSync(join(dataDir, 'instance.lock')));
  };
  await Promise.all(cases.map(look));
});

test('a named service that does not answer is reported in one line, and the local ones are stopped again', async (t) => {
  const cases = {
    REPRISE_EVENTSTORE_URL: 'esdb://127.0.0.1:1?tls=false',
    REPRISE_DATABASE_URL: 'postgres://me:geheim@127.0.0.1:1/x',
    REPRISE_NATS_URL: 'nats://127.0.0.1:1',
  };
  const look = async ([variable, url]: readonly [string, string]): Promise<string> => {
    const dataDir = makeTestDir(t);
    const { code, stderr } = await reprise(t, ['start', '--no-demo'], {
      REPRISE_DATA_DIR: dataDir,
      REPRISE_PORT: '0',
      [variable]: url,
    });
    assert.equal(code, 1, stderr);
    const last = stderr.split('\n').filter((line) => !/^[·✓]/.test(line));
    assert.equal(last.length, 1, stderr);
    assert.match(
      last[0] ?? '',
      new RegExp(`^✗ .*answers? at .*127\\.0\\.0\\.1:1.*Start it, or correct ${variable}\\.$`),
    );
    assert.ok(!stderr.includes('geheim'));
    assert.deepEqual(
      readdirSync(join(dataDir, 'services')).filter((file) => file.endsWith('.pid')),
      [],
    );
    return dataDir;
  };
  const [dataDir = ''] = await Promise.all(Object.entries(cases).map(look));
  const doctor = await reprise(t, ['doctor'], { REPRISE_DATA_DIR: dataDir, REPRISE_NATS_URL: cases.REPRISE_NATS_URL });
  assert.equal(doctor.code, 1);
  assert.match(
    doctor.stderr,
    /^✗ NATS: does not answer \(nats:\/\/127\.0\.0\.1:1\)\. No NATS server answers at nats:\/\/127\.0\.0\.1:1\. Start it, or correct REPRISE_NATS_URL\.$/m,
  );
  assert.match(doctor.stderr, /^✓ PostgreSQL: \d+\.\d+/m);
});
