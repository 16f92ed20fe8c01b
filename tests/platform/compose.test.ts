import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { cpSync, existsSync, globSync, mkdtempSync, readFileSync, rmSync, symlinkSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { test } from 'node:test';
import { parse } from 'yaml';
import { z } from 'zod';
import { namedServices } from '../../platform/cli/serve.ts';
import { loadConfig, VARIABLES } from '../../platform/config.ts';
import { ROLES } from '../../platform/role-names.ts';

const ROOT = join(import.meta.dirname, '../..');
const read = (file: string): string => readFileSync(join(ROOT, file), 'utf8');

/** As much of the Compose specification as we use; a key that is not in it is a mistake. */
const Service = z.strictObject({
  image: z.string(),
  build: z.literal('.').optional(),
  init: z.boolean().optional(),
  restart: z.literal('unless-stopped'),
  stop_grace_period: z
    .string()
    .regex(/^\d+s$/)
    .optional(),
  security_opt: z.array(z.string()).optional(),
  cap_drop: z.array(z.literal('ALL')).optional(),
  command: z.array(z.string()).optional(),
  environment: z.record(z.string(), z.string()).optional(),
  volumes: z.array(z.string().regex(/^[a-z-]+:\/[a-z/]+$/)).optional(),
  ports: z.array(z.string().regex(/^127\.0\.0\.1:\d+:\d+$/, 'is not published on this machine alone')).optional(),
  depends_on: z.record(z.string(), z.strictObject({ condition: z.literal('service_healthy') })).optional(),
  healthcheck: z
    .strictObject({ test: z.array(z.string()).min(2), interval: z.string(), timeout: z.string(), retries: z.int() })
    .optional(),
});
const Compose = z.strictObject({
  'x-role': z.unknown(),
  services: z.record(z.string(), Service),
  volumes: z.record(z.string(), z.null()),
});

const compose = Compose.parse(parse(read('docker-compose.yml'), { merge: true }));
const services = Object.entries(compose.services);
const roleServices = services.filter(([, { build }]) => build !== undefined);

/** What Compose makes of `${NAME:-default}` when nothing is set. */
const interpolate = (text: string): string => text.replaceAll(/\$\{([A-Z_]+):-([^}]*)\}/g, '$2');
const environmentOf = (name: string): Record<string, string> =>
  Object.fromEntries(
    Object.entries(compose.services[name]?.environment ?? {}).map(([key, value]) => [key, interpolate(value)]),
  );

test('each role is one container of the one image, under its own name', () => {
  assert.deepEqual(roleServices.map(([name]) => name).sort(), [...ROLES].sort());
  for (const [name, { command, image }] of roleServices) {
    assert.deepEqual(command, ['node', 'platform/cli.ts', 'serve', `--roles=${name}`]);
    assert.equal(image, 'reprise');
  }
});

test('every variable exists, and each role starts with what it is given', (t) => {
  const dataDir = mkdtempSync(join(tmpdir(), 'reprise-compose-'));
  t.after(() => rmSync(dataDir, { recursive: true }));
  const named = [
    ...read('docker-compose.yml').matchAll(/REPRISE_[A-Z_]+/g),
    ...read('Dockerfile').matchAll(/REPRISE_[A-Z_]+/g),
  ].map(([name]) => name);
  assert.ok(named.length >= 10);
  // In comments `REPRISE_…` stands for all of them.
  for (const name of new Set(named))
    assert.ok(name === 'REPRISE_' || VARIABLES.includes(name), `${name} is no variable of Reprise`);
  for (const [role] of roleServices) {
    const config = loadConfig({ ...environmentOf(role), REPRISE_DATA_DIR: dataDir, REPRISE_ROLES: role });
    assert.doesNotThrow(() => namedServices(config), role);
  }
});

test('every address leads to a service of the file, at the port where that listens', () => {
  const listening: Record<string, string | undefined> = {
    eventstore: compose.services['eventstore']?.environment?.['EVENTSTORE_NODE_PORT'],
    nats: /--port=(\d+)/.exec(compose.services['nats']?.command?.join(' ') ?? '')?.[1],
    postgres: /--port=(\d+)/.exec(compose.services['postgres']?.healthcheck?.test.join(' ') ?? '')?.[1],
    redis: /--port (\d+)/.exec(compose.services['redis']?.command?.join(' ') ?? '')?.[1],
  };
  for (const [role] of roleServices) {
    const urls = Object.entries(environmentOf(role)).filter(
      ([name]) => name.endsWith('_URL') && !['REPRISE_PUBLIC_URL', 'REPRISE_SMTP_URL'].includes(name),
    );
    assert.equal(urls.length, 4);
    for (const [name, url] of urls) {
      const { hostname, port } = new URL(url);
      assert.equal(port, listening[hostname], `${name} of ${role}: ${url}`);
    }
  }
});

test('the gateway is published where it listens and asked whether it is ready', () => {
  const gateway = compose.services['gateway'] ?? assert.fail('no gateway');
  const port = environmentOf('gateway')['REPRISE_PORT'];
  assert.deepEqual(gateway.ports, [`127.0.0.1:${port}:${port}`]);
  const health =
    /127\.0\.0\.1:(\d+)(\/[a-z/]+)'/.exec(gateway.healthcheck?.test.join(' ') ?? '') ?? assert.fail('no health check');
  assert.equal(health[1], port);
  assert.ok(read('gateway/http/health.routes.ts').includes(`'${health[2]}'`), `${health[2]} is no path of the gateway`);
  assert.ok(read('Dockerfile').includes(`EXPOSE ${port}\n`));
});

test('images are pinned, services are awaited until healthy, volumes are declared and used', () => {
  for (const [name, service] of services) {
    if (service.build === undefined)
      assert.match(service.image, /^[a-z/]+:\d+\.?[\w.-]*$/, `${name}: ${service.image}`);
    for (const needed of Object.keys(service.depends_on ?? {}))
      assert.ok(compose.services[needed]?.healthcheck, `${name} waits for ${needed}, which has no health check`);
  }
  for (const [name, { depends_on }] of roleServices)
    assert.deepEqual(Object.keys(depends_on ?? {}).sort(), ['eventstore', 'nats', 'postgres', 'redis'], name);
  const used = services.flatMap(([, { volumes }]) => (volumes ?? []).map((volume) => volume.split(':')[0]));
  assert.deepEqual(new Set(used), new Set(Object.keys(compose.volumes)));
  const database = environmentOf('projector')['REPRISE_DATABASE_URL'] ?? '';
  const { POSTGRES_USER: user, POSTGRES_PASSWORD: password, POSTGRES_DB: name } = environmentOf('postgres');
  assert.equal(database, `postgres://${user}:${password}@postgres:5432/${name}`);
});

test('the Dockerfile copies what exists, runs what exists, and not as root', () => {
  const lines = read('Dockerfile').split('\n');
  const copied = lines.flatMap((line) => /^COPY (?!--from)(.+) \S+$/.exec(line)?.[1]?.split(' ') ?? []);
  assert.ok(copied.length >= 10);
  for (const path of copied) assert.ok(existsSync(join(ROOT, path)), `${path} does not exist`);
  const stages = lines.flatMap((line) => /^FROM \S+ AS (\S+)$/.exec(line)?.[1] ?? []);
  for (const [, stage] of read('Dockerfile').matchAll(/--from=(\S+)/g))
    assert.ok(stages.includes(stage ?? ''), `${stage} is no stage`);
  for (const [, image] of read('Dockerfile').matchAll(/^FROM (\S+)/gm)) assert.equal(image, 'node:24-bookworm-slim');
  const { scripts } = JSON.parse(read('package.json')) as { scripts: Record<string, string> };
  for (const [, script] of read('Dockerfile').matchAll(/npm run (\S+)/g))
    assert.ok(scripts[script ?? ''], `npm run ${script} does not exist`);
  assert.equal(
    lines.findLast((line) => line.startsWith('USER ')),
    'USER node',
  );
});

/** What `.dockerignore` keeps out of the rooms that are copied. */
const isIgnored = (path: string): boolean => path.endsWith('.test.ts') || basename(path) === 'testing';

test('what the image holds is enough to run a role: everything it imports is copied', (t) => {
  const image = mkdtempSync(join(tmpdir(), 'reprise-image-'));
  t.after(() => rmSync(image, { recursive: true }));
  const lastStage =
    read('Dockerfile')
      .split(/^FROM /m)
      .at(-1) ?? '';
  const copied = [...lastStage.matchAll(/^COPY (?!--from)(.+) \S+$/gm)].flatMap(([, paths]) => paths?.split(' ') ?? []);
  for (const path of copied)
    cpSync(join(ROOT, path), join(image, path), { recursive: true, filter: (from) => !isIgnored(from) });
  // The link below leads to development's packages too; the image has only those that are needed at run time.
  const { dependencies } = JSON.parse(read('package.json')) as { dependencies: Record<string, string> };
  const sources = globSync('**/*.ts', { cwd: image }).map(
    (file) => [file, readFileSync(join(image, file), 'utf8')] as const,
  );
  const imports = sources
    .flatMap(([file, text]) =>
      [...text.matchAll(/^import (?!type )[^;]*?from '((?:@[\w-]+\/)?[a-z][\w.-]*)[^:']*';$/gm)].map(
        ([, name = '']) => [file, name] as const,
      ),
    )
    .filter(([, name]) => !name.startsWith('node'));
  assert.ok(imports.length > 30, `saw only ${imports.length} imports of packages`);
  for (const [file, name] of imports)
    assert.ok(dependencies[name], `${file} imports ${name}, which is no dependency at run time`);
  symlinkSync(join(ROOT, 'node_modules'), join(image, 'node_modules'));
  const { status, stdout, stderr } = spawnSync(process.execPath, ['platform/cli.ts', 'serve', '--roles=gateway'], {
    cwd: image,
    encoding: 'utf8',
    timeout: 60_000,
    env: { PATH: process.env['PATH'], REPRISE_DATA_DIR: join(image, 'data') },
  });
  // It got as far as asking where its services are: every module of every role was found.
  assert.equal(status, 1, stderr);
  assert.match(
    stdout + stderr,
    /Set REPRISE_EVENTSTORE_URL, REPRISE_NATS_URL, REPRISE_DATABASE_URL, REPRISE_REDIS_URL/,
  );
});
