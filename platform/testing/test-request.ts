import { globSync } from 'node:fs';
import { parseArgs } from 'node:util';

export const STAGES = ['checks', 'unit', 'integration', 'e2e'] as const;
export type Stage = (typeof STAGES)[number];
/** A stage that runs test files. */
export type FileStage = Exclude<Stage, 'checks'>;

/** What to run: the stages in their order, and parts of paths that a test file must contain one of (none: all files). */
export type TestRequest = {
  readonly stages: readonly Stage[];
  readonly paths: readonly string[];
  /** Whether the files' times are written down, for the order of later runs (test-times.json). */
  readonly recordTimes: boolean;
};

/** Reads the command line; a string is what is wrong with it. With path filters alone the checks are left out. */
export const parseRequest = (argv: readonly string[]): TestRequest | string => {
  try {
    const { values, positionals } = parseArgs({
      args: [...argv],
      options: { only: { type: 'string' }, 'record-times': { type: 'boolean', default: false } },
      allowPositionals: true,
    });
    const named = values.only?.split(',') ?? (positionals.length > 0 ? ['unit', 'integration', 'e2e'] : [...STAGES]);
    const unknown = named.filter((stage) => !STAGES.some((known) => known === stage));
    if (unknown.length > 0) return `There is no stage "${unknown.join(', ')}". There are: ${STAGES.join(', ')}.`;
    return {
      stages: STAGES.filter((stage) => named.includes(stage)),
      paths: positionals.map((path) => path.replace(/^\.\//, '')),
      recordTimes: values['record-times'],
    };
  } catch (error) {
    return error instanceof Error ? error.message : String(error);
  }
};

/** A test file's stage: its folder or its name says what it needs. */
export const stageOf = (file: string): FileStage => {
  if (file.startsWith('tests/e2e/')) return 'e2e';
  return file.endsWith('.integration.test.ts') ? 'integration' : 'unit';
};

/** The test files of a stage below `root`, sorted, narrowed to those that contain one of `paths`. */
export const testFiles = (root: string, stage: FileStage, paths: readonly string[]): string[] =>
  globSync('**/*.test.{ts,tsx}', { cwd: root, exclude: (path) => /(^|\/)(node_modules|dist|\.data)$/.test(path) })
    .filter((file) => stageOf(file) === stage && (paths.length === 0 || paths.some((part) => file.includes(part))))
    .sort();
