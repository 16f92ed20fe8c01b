import assert from 'node:assert/strict';
import {
  chmodSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  readdirSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';
import { test } from 'node:test';
import type { TestContext } from 'node:test';
import { createDebianFetcher } from './fetch-film.ts';
import { DEMO_FILMS } from './films.ts';
import type { DemoFilm } from './films.ts';

const film = (id: string): DemoFilm => ({
  id,
  name: id,
  synopsis: '',
  releaseYear: 2000,
  attribution: '',
  debianPackage: 'films',
  file: `usr/share/${id}.mp4`,
});
const [A, B] = [film('a'), film('b')];

/** Puts programs named like Debian's first on the path; each notes its call and then does what its script says. */
function fakeDebian(
  t: TestContext,
  scripts: Readonly<Record<string, string>>,
): { readonly directory: string; calls(): readonly string[] } {
  const root = mkdtempSync(join(tmpdir(), 'reprise-debian-'));
  const path = process.env['PATH'];
  t.after(() => {
    process.env['PATH'] = path;
    rmSync(root, { recursive: true });
  });
  mkdirSync(join(root, 'bin'));
  const usual = {
    'apt-cache': 'echo "  Candidate: 1.0"',
    'apt-get': 'if [ "$1" = download ]; then echo deb > films_1.0_all.deb; fi',
    'dpkg-deb':
      'mkdir -p content/usr/share; echo film a > content/usr/share/a.mp4; echo film b > content/usr/share/b.mp4',
    sudo: '"$@"',
  };
  for (const [name, script] of Object.entries({ ...usual, ...scripts })) {
    writeFileSync(join(root, 'bin', name), `#!/bin/sh\necho "${name} $1" >> ${root}/calls\n${script}\n`);
    chmodSync(join(root, 'bin', name), 0o755);
  }
  process.env['PATH'] = `${join(root, 'bin')}${delimiter}${path}`;
  const log = join(root, 'calls');
  return {
    directory: join(root, 'demo'),
    calls: () => (existsSync(log) ? readFileSync(log, 'utf8').trim().split('\n') : []),
  };
}

test('films are taken out of their package, which is fetched once and not kept', async (t) => {
  const { directory, calls } = fakeDebian(t, {});
  const fetchFilm = createDebianFetcher([A, B]);
  const context = { print: () => assert.fail('there is nothing to print'), signal: t.signal };
  assert.equal(readFileSync(await fetchFilm(A, directory, context), 'utf8'), 'film a\n');
  assert.equal(readFileSync(await fetchFilm(B, directory, context), 'utf8'), 'film b\n');
  assert.deepEqual(readdirSync(directory).sort(), ['a.mp4', 'b.mp4']);
  assert.deepEqual(calls(), ['apt-cache policy', 'apt-get download', 'dpkg-deb --extract']);
});

test('lists of packages that are not there yet are fetched first, and a person is notified', async (t) => {
  const { directory, calls } = fakeDebian(t, { 'apt-cache': 'exit 0' });
  const printed: string[] = [];
  await createDebianFetcher([A, B])(A, directory, { print: (line) => printed.push(line), signal: t.signal });
  assert.match(printed.join(), /apt-get update/);
  assert.deepEqual(
    calls().filter((call) => call.startsWith('apt-get')),
    ['apt-get update', 'apt-get download'],
  );
});

test('a version that the mirror has replaced is found after fetching the lists again', async (t) => {
  const { directory, calls } = fakeDebian(t, {
    'apt-get':
      'case "$1" in update) touch "$0.updated";; download) test -e "$0.updated" || exit 100; echo deb > films_1.1_all.deb;; esac',
  });
  assert.ok(existsSync(await createDebianFetcher([A, B])(A, directory, { print: () => undefined, signal: t.signal })));
  assert.deepEqual(
    calls().filter((call) => call.startsWith('apt-get')),
    ['apt-get download', 'apt-get update', 'apt-get download'],
  );
});

test('a package that cannot be had is a clear line and leaves nothing behind', async (t) => {
  const { directory } = fakeDebian(t, {
    'apt-get': 'test "$1" = update || { echo "E: Unable to locate package films" >&2; exit 100; }',
  });
  await assert.rejects(createDebianFetcher([A])(A, directory, { print: () => undefined, signal: t.signal }), {
    name: 'FilmNotFetched',
    message: /films cannot be had \(E: Unable to locate.*apt-get update/,
  });
  assert.deepEqual(readdirSync(directory), []);
});

test('a package without the film is a clear line', async (t) => {
  const { directory } = fakeDebian(t, { 'dpkg-deb': 'mkdir content' });
  await assert.rejects(
    createDebianFetcher([A])(A, directory, { print: () => undefined, signal: t.signal }),
    /there is no a\.mp4 in it/,
  );
});

test('the catalogue has short films, a licence with each, and no film twice', () => {
  assert.ok(DEMO_FILMS.length >= 3);
  assert.equal(new Set(DEMO_FILMS.map(({ id }) => id)).size, DEMO_FILMS.length);
  for (const { attribution, name } of DEMO_FILMS) assert.match(attribution, /CC BY|GPL/, name);
});
