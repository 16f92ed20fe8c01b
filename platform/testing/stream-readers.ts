import { readFileSync, globSync } from 'node:fs';
import { join } from 'node:path';

/** Who may read a stream of the log, and why it is no fold of its own. From the root; tests may read what they like. */
const READERS: Readonly<Record<string, string>> = {
  'adapters/': 'what implements the port',
  'eventstore/': 'what implements the node',
  'ports/': 'the port itself',
  'tests/': 'a test',
  'commands/pipeline/': 'the one way to fold, and streams of the pipeline itself',
  'gateway/audit/event-reader.ts': 'pages of the log, for the studio',
  'gateway/audit/stream-events.ts': 'pages of a stream, for the studio',
  'platform/decisions/as-of.ts': 'streams as they were, for whoever decides again',
  'platform/cli/erasure.ts': 'the newest event of a kind, for a receipt',
  'runtime/log-recognition.ts': 'whether the event behind a row is there',
  'workers/runtime/reconciler.ts': 'whether the event behind a row is there',
  'workers/identity/streams-in-order.ts':
    'all streams of somebody, for a copy of everything about them and for what is left of them',
  'workers/playback/session-writer.ts': 'how far the heartbeats of a session are written',
  'workers/playback/summarise.job.ts': 'heartbeats, which age and are in no state',
};

/**
 * Files that read a stream of the log by themselves. History is read through a decider's state (`loadState`, `remembering`) or
 * a read model: two folds of one stream disagree one day.
 */
export function strangeStreamReaders(root: string): readonly string[] {
  const files = globSync('*/**/*.{ts,tsx}', {
    cwd: root,
    exclude: (path) => /(^|\/)(node_modules|dist)(\/|$)/.test(path),
  });
  return files
    .filter((file) => !/\.test\.ts$|\/testing\//.test(file))
    .filter((file) => !Object.keys(READERS).some((reader) => file.startsWith(reader)))
    .filter((file) => /\breadStream\b/.test(readFileSync(join(root, file), 'utf8')))
    .map(
      (file) =>
        `${file} reads a stream of the log\n    one-way-to-fold: Give the decider the state that you need and read it by loadState or remembering (commands/pipeline/), or ask a read model.`,
    );
}
