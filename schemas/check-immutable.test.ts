import { deepEqual, match } from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, it } from 'node:test';
import type { TestContext } from 'node:test';
import { checkImmutable } from './check-immutable.ts';

const one = 'schemas/json/media.One.v1.json';
const two = 'schemas/json/media.One.v2.json';

/** A repository of its own, with nobody's configuration. */
function repository(t: TestContext) {
  const root = mkdtempSync(join(tmpdir(), 'reprise-immutable-'));
  t.after(() => rmSync(root, { recursive: true }));
  mkdirSync(join(root, 'schemas/json'), { recursive: true });
  const env = { PATH: process.env['PATH'], HOME: root, GIT_CONFIG_NOSYSTEM: '1' };
  const identity = ['-c', 'user.name=t', '-c', 'user.email=t@example.org', '-c', 'commit.gpgsign=false'];
  const git = (...args: string[]) => execFileSync('git', ['-C', root, ...identity, ...args], { env, stdio: 'pipe' });
  return {
    root,
    init: () => git('init', '-q', '-b', 'main'),
    branch: (name: string) => git('checkout', '-q', '-b', name),
    write: (path: string, text: string) => writeFileSync(join(root, path), text),
    remove: (path: string) => rmSync(join(root, path)),
    commit: (message: string) => void (git('add', '-A'), git('commit', '-q', '--allow-empty', '-m', message)),
    breaches: () => checkImmutable(root).breaches.map((line) => line.replace(/ since \w+/, '')),
  };
}

describe('a published schema never changes', () => {
  it('passes with a note where nothing is published', (t) => {
    const repo = repository(t);
    match(checkImmutable(repo.root).note, /no git history/);
    repo.init();
    match(checkImmutable(repo.root).note, /no git history/);
    repo.commit('empty');
    repo.write(one, '1');
    match(checkImmutable(repo.root).note, /no schema files/);
    deepEqual(repo.breaches(), []);
  });
  it('on a branch: adding passes; editing and removing what main has fails, committed or not', (t) => {
    const repo = repository(t);
    repo.init();
    repo.write(one, '1');
    repo.commit('one');
    repo.branch('work');
    repo.write(two, '2');
    repo.commit('two');
    deepEqual(repo.breaches(), []);
    repo.write(two, 'not on main yet, may change');
    deepEqual(repo.breaches(), []);
    repo.write(one, 'edited');
    deepEqual(repo.breaches(), [`${one} was edited; add a new version and an upcaster instead`]);
    repo.commit('edit');
    deepEqual(repo.breaches(), [`${one} was edited; add a new version and an upcaster instead`]);
    repo.remove(one);
    deepEqual(repo.breaches(), [`${one} was removed; a published version stays for ever`]);
  });
  it('on main: an edit fails however long ago it was made', (t) => {
    const repo = repository(t);
    repo.init();
    repo.write(one, '1');
    repo.commit('one');
    repo.write(one, 'edited');
    repo.commit('edit');
    repo.commit('later');
    deepEqual(repo.breaches(), [`${one} was edited; add a new version and an upcaster instead`]);
    repo.write(one, '1');
    deepEqual(repo.breaches(), []);
  });
});
