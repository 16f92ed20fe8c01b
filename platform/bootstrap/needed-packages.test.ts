import assert from 'node:assert/strict';
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { makeBareMachine, writeProgram } from '../testing/bare-machine.ts';
import { neededPackages } from './needed-packages.mjs';

const ELSEWHERE = {
  REPRISE_DATABASE_URL: 'postgres://elsewhere/reprise',
  REPRISE_NATS_URL: 'nats://elsewhere',
  REPRISE_REDIS_URL: 'redis://elsewhere',
};
const namesOf = (needed: readonly { name: string }[]): string[] => needed.map(({ name }) => name);

test('a start needs five system programs, tests need chromium too', (t) => {
  const { machine } = makeBareMachine(t);
  assert.deepEqual(namesOf(neededPackages('start', machine)), [
    'postgresql',
    'nats-server',
    'redis-server',
    'ffmpeg',
    'bubblewrap',
  ]);
  assert.deepEqual(namesOf(neededPackages('bench', machine)), [
    'postgresql',
    'nats-server',
    'redis-server',
    'ffmpeg',
    'bubblewrap',
  ]);
  assert.deepEqual(namesOf(neededPackages('test', machine)), [
    'postgresql',
    'nats-server',
    'redis-server',
    'ffmpeg',
    'bubblewrap',
    'chromium',
  ]);
});

for (const [variable, name] of [
  ['REPRISE_DATABASE_URL', 'postgresql'],
  ['REPRISE_NATS_URL', 'nats-server'],
  ['REPRISE_REDIS_URL', 'redis-server'],
] as const) {
  test(`${variable} makes ${name} needless for a start, and an empty one does not`, (t) => {
    const needed = (value: string): string[] =>
      namesOf(neededPackages('start', makeBareMachine(t, { environment: { [variable]: value } }).machine));
    assert.deepEqual(
      needed(ELSEWHERE[variable]),
      ['postgresql', 'nats-server', 'redis-server', 'ffmpeg', 'bubblewrap'].filter((other) => other !== name),
    );
    assert.ok(needed('').includes(name));
  });
}

test('tests and benchmarks start services of their own, whatever the variables say', (t) => {
  const { machine } = makeBareMachine(t, { environment: ELSEWHERE });
  assert.deepEqual(namesOf(neededPackages('start', machine)), ['ffmpeg', 'bubblewrap']);
  assert.equal(neededPackages('test', machine).length, 6);
  assert.equal(neededPackages('bench', machine).length, 5);
});

test('a package is here when all of its programs are, and can be run', (t) => {
  const bare = makeBareMachine(t);
  const here = (): string[] => namesOf(neededPackages('test', bare.machine).filter((needed) => needed.here));
  assert.deepEqual(here(), []);
  bare.addProgram('ffmpeg');
  writeFileSync(join(bare.directory, 'bin/nats-server'), 'not executable', { mode: 0o644 });
  assert.deepEqual(here(), []);
  for (const program of ['ffprobe', 'redis-server', 'chromium']) bare.addProgram(program);
  assert.deepEqual(here(), ['redis-server', 'ffmpeg', 'chromium']);
});

test("PostgreSQL is found in Debian's folder from version 15 on, or on the PATH", (t) => {
  const debian = makeBareMachine(t);
  const hasPostgres = ({ machine }: typeof debian): boolean | undefined => neededPackages('start', machine)[0]?.here;
  const addVersion = (major: string): void => {
    mkdirSync(join(debian.machine.postgresVersions, major, 'bin'), { recursive: true });
    writeProgram(join(debian.machine.postgresVersions, major, 'bin/postgres'), 'exit 0');
  };
  addVersion('14');
  assert.equal(hasPostgres(debian), false);
  mkdirSync(join(debian.machine.postgresVersions, '16'));
  assert.equal(hasPostgres(debian), false, 'a folder that a removed version left behind');
  addVersion('15');
  assert.equal(hasPostgres(debian), true);

  const other = makeBareMachine(t);
  other.addProgram('postgres');
  assert.equal(hasPostgres(other), false);
  other.addProgram('initdb');
  assert.equal(hasPostgres(other), true);
});
