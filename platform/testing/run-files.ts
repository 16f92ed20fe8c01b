import { availableParallelism } from 'node:os';
import { relative } from 'node:path';
import { run } from 'node:test';
import report from './reporter.ts';
import { NOTHING, type Tally } from './tally.ts';
import type { FileStage } from './test-request.ts';

const TIMEOUT_MS: Record<FileStage, number> = { unit: 60_000, integration: 600_000, e2e: 900_000 };

/** How a run of files came out, and how many seconds each took. */
export type FilesRun = { readonly tally: Tally; readonly seconds: ReadonlyMap<string, number> };

/** Files at a time. Those that use services wait for a third of their time and more, so two more than there are cores keep these busy. */
const atATime = (stages: readonly FileStage[]): number =>
  availableParallelism() + (stages.every((stage) => stage === 'unit') ? 0 : 2);

/** Runs test files of these stages in this order, each in a process of its own, several at a time; prints as it goes. */
export const runFiles = async (
  stages: readonly FileStage[],
  files: readonly string[],
  { signal, concurrency = atATime(stages) }: { readonly signal: AbortSignal; readonly concurrency?: number },
): Promise<FilesRun> => {
  const seconds = new Map<string, number>();
  if (files.length === 0) return { tally: NOTHING, seconds };
  console.log(`\n${stages.join(' and ')}: ${files.length} files`);
  const timeout = Math.max(...stages.map((stage) => TIMEOUT_MS[stage]));
  const stream = run({ files: [...files], concurrency, timeout, signal });
  let tally = NOTHING;
  stream.on('test:summary', ({ file, duration_ms, counts }) => {
    if (file !== undefined) return void seconds.set(relative('.', file), duration_ms / 1000);
    const failed = counts.tests - counts.passed - counts.skipped - counts.todo;
    tally = { passed: counts.passed, failed, skipped: counts.skipped + counts.todo };
  });
  for await (const text of stream.compose(report)) process.stdout.write(String(text));
  return { tally, seconds };
};
