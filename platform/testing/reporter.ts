import { relative } from 'node:path';
import { Readable } from 'node:stream';
import { spec } from 'node:test/reporters';
import type { TestEvent } from 'node:test/reporters';

/** Enough of what a failed file printed to see why, not a whole server's log. */
const LINES_KEPT = 400;

/**
 * A reporter for node:test: a line per file as it ends, and at the end every failure in full as node's own `spec` shows it.
 * Also for one's own use: `node --test --test-reporter=./platform/testing/reporter.ts FILE`.
 */
export default async function* report(events: AsyncIterable<TestEvent>): AsyncGenerator<string> {
  const failures: TestEvent[] = [];
  const printed = new Map<string, string[]>();
  const failed = new Set<string>();
  for await (const event of events) {
    const { file } = event.data as { readonly file?: string };
    if (file === undefined) continue;
    if (event.type === 'test:fail') {
      failures.push(event);
      failed.add(file);
      yield `  ✗ ${event.data.name} (${relative('.', file)}:${event.data.line ?? 0})\n`;
    } else if (event.type === 'test:stdout' || event.type === 'test:stderr') {
      printed.set(file, [...(printed.get(file) ?? []), event.data.message].slice(-LINES_KEPT));
    } else if (event.type === 'test:summary') {
      const { success, duration_ms, counts } = event.data;
      const bad = counts.tests - counts.passed - counts.skipped - counts.todo;
      const outcome = success ? `${counts.passed} tests` : `${bad} of ${counts.tests} failed`;
      yield `  ${success ? '✓' : '✗'} ${relative('.', file)} (${outcome}, ${(duration_ms / 1000).toFixed(1)} s)\n`;
      if (success) printed.delete(file);
    }
  }
  for (const [file, lines] of printed)
    if (failed.has(file)) yield `\n${relative('.', file)} printed:\n${lines.join('').trimEnd()}\n`;
  // Without what came before, spec prints the failures alone.
  for await (const text of Readable.from(failures).pipe(new spec())) yield String(text);
}
