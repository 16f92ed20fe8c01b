import { existsSync, globSync } from 'node:fs';
import { join } from 'node:path';
import { cruise, type ICruiseResult } from 'dependency-cruiser';
import extractTsConfig from 'dependency-cruiser/config-utl/extract-ts-config';
import { forbidden, options } from './boundary-rules.ts';

/** The rooms, in the order of docs/architecture.md. */
export const ROOMS = [
  'schemas',
  'domain',
  'ports',
  'adapters',
  'runtime',
  'commands',
  'projections',
  'workers',
  'gateway',
  'web',
  'eventstore',
  'payments',
  'platform',
  'tests',
] as const;

/** What a look at all imports found. `unseen` are files on disk that the checker did not look at: then its silence means nothing. */
export type Boundaries = {
  readonly modules: number;
  readonly violations: readonly string[];
  readonly unseen: readonly string[];
};

/** Checks every import between the rooms below `root` against boundary-rules.ts. */
export const checkBoundaries = async (root: string): Promise<Boundaries> => {
  const rooms = ROOMS.filter((room) => existsSync(join(root, room)));
  const onDisk = globSync(
    rooms.map((room) => `${room}/**/*.{ts,tsx,mts,mjs}`),
    { cwd: root, exclude: isNotSource },
  );
  const reply = await cruise(
    [...rooms],
    { ...options, baseDir: root, validate: true, ruleSet: { forbidden: [...forbidden] } },
    undefined,
    {
      tsConfig: extractTsConfig(join(import.meta.dirname, '../../tsconfig.json')),
    },
  );
  const result = reply.output;
  if (typeof result === 'string') throw new Error('dependency-cruiser gave text where a result was expected');
  const seen = new Set(result.modules.map(({ source }) => source));
  return {
    modules: onDisk.filter((file) => seen.has(file)).length,
    unseen: onDisk.filter((file) => !seen.has(file)),
    violations: describe(result),
  };
};

const isNotSource = (path: string): boolean => /(^|\/)(node_modules|dist)(\/|$)/.test(path) || path.endsWith('.d.ts');

const describe = (result: ICruiseResult): string[] =>
  result.summary.violations.map(({ from, to, rule }) => `${from} → ${to}\n    ${rule.name}: ${commentOf(rule.name)}`);

const commentOf = (name: string): string => forbidden.find((rule) => rule.name === name)?.comment ?? '';
