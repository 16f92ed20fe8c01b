import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { loadConfig } from '../config.ts';
import { EVENTSTORE_PROGRAM } from '../services/index.ts';
import { CommandFailed, printError } from './print.ts';

const USAGE =
  'Use: reprise eventstore verify [DIR] [--seal]. DIR is the directory of a log; without it, that of the local event store.';

/**
 * `reprise eventstore verify [DIR] [--seal]`: the embedded node's program reads a log that nobody has open.
 * Exit code 0 when nothing is damaged, 1 when something is, 2 when it could not be read.
 */
export async function eventStoreCommand(args: readonly string[]): Promise<number> {
  const { directory, seal } = parse(args);
  const child = spawn(
    process.execPath,
    [EVENTSTORE_PROGRAM, 'verify', directory ?? localLog(), ...(seal ? ['--seal'] : [])],
    { stdio: ['ignore', 'inherit', 'inherit'] },
  );
  const [code, signal]: unknown[] = await once(child, 'exit');
  if (typeof code === 'number') return code;
  printError(`The check was ended by ${String(signal)} before it was done: whether the log is whole is not known.`);
  return 2;
}

function parse(args: readonly string[]): { directory: string | undefined; seal: boolean } {
  try {
    const { values, positionals } = parseArgs({
      args: [...args],
      options: { seal: { type: 'boolean', default: false } },
      allowPositionals: true,
    });
    const [command, directory, ...more] = positionals;
    if (command === 'verify' && more.length === 0) return { directory, seal: values.seal };
  } catch {
    // said below
  }
  throw new CommandFailed(USAGE);
}

function localLog(): string {
  const config = loadConfig();
  if (config.eventStoreUrl !== undefined)
    throw new CommandFailed(
      `REPRISE_EVENTSTORE_URL names an event store elsewhere: verify that one by its own means, or name the directory of a log. ${USAGE}`,
    );
  return join(config.dataDir, 'services', 'eventstore');
}
