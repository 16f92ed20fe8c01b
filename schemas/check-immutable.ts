import { execFileSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { jsonFolder } from './generator/json-files.ts';

/** What was compared with what, and every breach of "a published version never changes". */
export interface Immutability {
  readonly note: string;
  readonly breaches: readonly string[];
}

/**
 * Compares the schema files of the work tree with every published state: the merge base with main when on a branch, and each
 * earlier commit that added a schema file when on main. Files may be added, never edited or removed.
 */
export function checkImmutable(root: string): Immutability {
  const git = (...args: string[]): string =>
    execFileSync('git', ['-C', root, ...args], {
      encoding: 'utf8',
      stdio: ['ignore', 'pipe', 'ignore'],
      maxBuffer: 1 << 26,
    }).trim();
  const tryGit = (...args: string[]): string | undefined => {
    try {
      return git(...args);
    } catch {
      return undefined;
    }
  };
  const head = tryGit('rev-parse', 'HEAD');
  if (head === undefined) return { note: 'no git history: nothing is published yet', breaches: [] };
  const main = ['refs/remotes/origin/main', 'refs/heads/main']
    .map((ref) => tryGit('rev-parse', '--verify', ref))
    .find((found) => found !== undefined);
  const base = (main === undefined ? undefined : tryGit('merge-base', main, 'HEAD')) ?? head;
  // The commit that added a file published it. A file added, changed and restored since then is whole again.
  const added = git('log', '--diff-filter=A', '--format=%x00%H', '--name-only', base, '--', jsonFolder);
  const published = new Map(
    added.split('\0').flatMap((block) => {
      const [commit = '', ...paths] = block.split('\n').filter((line) => line !== '');
      return paths.filter((path) => path.endsWith('.json')).map((path) => [path, commit] as const);
    }),
  );
  if (published.size === 0)
    return { note: `${base.slice(0, 12)} has no schema files: nothing is published yet`, breaches: [] };
  const breaches = [...published]
    .toSorted(([a], [b]) => (a < b ? -1 : 1))
    .flatMap(([path, commit]) => {
      const now = tryGit('hash-object', '--', `${root}/${path}`);
      if (now === undefined) return [`${path} was removed; a published version stays for ever`];
      return now === git('rev-parse', `${commit}:${path}`)
        ? []
        : [`${path} was edited since ${commit.slice(0, 12)}; add a new version and an upcaster instead`];
    });
  return { note: `${published.size} published schemas compared, up to ${base.slice(0, 12)}`, breaches };
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const { note, breaches } = checkImmutable(fileURLToPath(new URL('..', import.meta.url)));
  for (const breach of breaches) console.error(breach);
  console.log(note);
  process.exitCode = breaches.length > 0 ? 1 : 0;
}
