import { availableParallelism } from 'node:os';
import { relative } from 'node:path';
import { inspect } from 'node:util';
import { run } from 'node:test';
import type { EventData } from 'node:test';
import { NOTHING, type Tally } from './tally.ts';
import type { Stage } from './test-request.ts';

type FileStage = Exclude<Stage, 'checks'>;

/** Files at a time. Integration tests start real servers and encoders, and a browser wants the machine for itself. */
const CONCURRENCY: Record<FileStage, number> = {
  unit: availableParallelism(),
  integration: Math.max(1, Math.floor(availableParallelism() / 2)),
  e2e: 1,
};
const TIMEOUT_MS: Record<FileStage, number> = { unit: 60_000, integration: 600_000, e2e: 900_000 };

/** Runs test files, each in a process of its own; prints a line per file and every failure in full. */
export const runFiles = async (stage: FileStage, files: readonly string[], signal: AbortSignal): Promise<Tally> => {
  if (files.length === 0) return NOTHING;
  console.log(`\n${stage}: ${files.length} files`);
  const stream = run({ files: [...files], concurrency: CONCURRENCY[stage], timeout: TIMEOUT_MS[stage], signal });
  const output = new Map<string, string[]>();
  const perFile = new Map<string, { passed: number; failed: number }>();
  let counts = { passed: 0, failed: 0, cancelled: 0, skipped: 0, todo: 0 };

  stream.on('test:pass', (event) => count(perFile, event, 'passed'));
  stream.on('test:fail', (event) => {
    count(perFile, event, 'failed');
    // A parent fails because a child did, and says nothing new.
    if (event.details.error.message.includes('subtest')) return;
    console.log(`  ✗ ${event.name} (${event.file === undefined ? '' : relative('.', event.file)}:${event.line ?? 0})`);
    console.log(indent(explain(event.details.error)));
  });
  for (const kind of ['test:stdout', 'test:stderr'] as const)
    stream.on(kind, ({ file, message }) => {
      const lines = output.get(file ?? '') ?? [];
      lines.push(message);
      // Enough to see why, not a whole server's log.
      if (lines.length > 400) lines.shift();
      output.set(file ?? '', lines);
    });
  stream.on('test:summary', (event) => {
    if (event.file === undefined) {
      counts = { ...counts, ...event.counts };
      return;
    }
    reportFile(relative('.', event.file), event, perFile.get(event.file), output.get(event.file) ?? []);
    output.delete(event.file);
  });
  await new Promise<void>((resolve, reject) => {
    stream.once('end', resolve);
    stream.once('error', reject);
    stream.resume();
  });
  // A file that broke before its first test has no summary; what it printed is all there is.
  for (const [file, { failed }] of perFile)
    if (failed > 0 && output.has(file))
      console.log(indent(`${relative('.', file)} printed:\n${output.get(file)?.join('').trimEnd()}`));
  return { passed: counts.passed, failed: counts.failed + counts.cancelled, skipped: counts.skipped + counts.todo };
};

const count = (
  perFile: Map<string, { passed: number; failed: number }>,
  event: EventData.TestPass | EventData.TestFail,
  key: 'passed' | 'failed',
): void => {
  if (event.file === undefined) return;
  const tally = perFile.get(event.file) ?? { passed: 0, failed: 0 };
  tally[key]++;
  perFile.set(event.file, tally);
};

const reportFile = (
  file: string,
  { success, duration_ms, counts }: EventData.TestSummary,
  tally: { passed: number; failed: number } | undefined,
  output: readonly string[],
): void => {
  const outcome = success ? `${counts.passed} tests` : `${tally?.failed ?? 'all'} of ${counts.tests} failed`;
  console.log(`  ${success ? '✓' : '✗'} ${file} (${outcome}, ${(duration_ms / 1000).toFixed(1)} s)`);
  if (!success && output.length > 0) console.log(indent(`it printed:\n${output.join('').trimEnd()}`));
};

const explain = (error: Error): string => {
  const cause = error.cause ?? error;
  return cause instanceof Error ? (cause.stack ?? cause.message) : inspect(cause);
};

const indent = (text: string): string =>
  text
    .split('\n')
    .map((line) => `      ${line}`)
    .join('\n');
