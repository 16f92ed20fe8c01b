import { existsSync, globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

/** A check of the whole project: a program whose exit code says whether it holds. */
export type Check = { readonly name: string; readonly command: readonly string[] };

const NODE = process.execPath;
const TSC = 'node_modules/typescript-native/bin/tsc';

/** The checks that the project below `root` needs, cheapest first. */
export const checks = (root: string): readonly Check[] => [
  { name: 'types', command: [NODE, TSC, '-p', 'tsconfig.json'] },
  ...globSync('{web,tests/e2e}/tsconfig*.json', { cwd: root }).map((file) => ({
    name: `types of ${file}`,
    command: [NODE, TSC, '-p', file],
  })),
  { name: 'lint', command: ['node_modules/.bin/oxlint', '--type-aware', '--deny-warnings'] },
  { name: 'format', command: ['node_modules/.bin/oxfmt', '--check'] },
  { name: 'boundaries', command: [NODE, 'platform/testing/check-boundaries.ts'] },
  ...generated(root),
  ...(existsSync(join(root, 'web/index.html'))
    ? [{ name: 'web build', command: [NODE, 'platform/testing/build-web.ts'] }]
    : []),
];

/** Each npm script `check:generated…` compares committed generated files with what their generator writes now. */
const generated = (root: string): Check[] => {
  const manifest: { scripts?: Record<string, string> } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'));
  return Object.keys(manifest.scripts ?? {})
    .filter((script) => script.startsWith('check:generated'))
    .map((script) => ({ name: script.replace('check:', ''), command: ['npm', 'run', '--silent', script] }));
};
