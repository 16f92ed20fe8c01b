/** The program: reads the command line, serves until a signal, and turns failures into one line and an exit code. */
import { readArguments, USAGE } from './arguments.ts';
import { startNode } from './server.ts';
import { LogGone } from './storage/log-file.ts';
import { DamagedLog } from './storage/damage.ts';
import { StartError } from './start-error.ts';
import { verify } from './verify.ts';

const NEEDS_ATTENTION = 2;
const CRASHED = 1;
const DAMAGED = 1;

function fail(message: string, code: number): never {
  process.stderr.write(`eventstore: ${message.replaceAll('\n', ' ')}\n`);
  process.exit(code);
}

function textOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}

/** The disk refused a write: nothing that was not flushed has been acknowledged, so ending here loses nothing. */
function writeFailed(error: unknown): void {
  if (error instanceof LogGone) fail(error.message, NEEDS_ATTENTION);
  fail(
    `the log cannot be written (${textOf(error)}): free some disk space and start the node again; everything acknowledged is safe`,
    NEEDS_ATTENTION,
  );
}

async function main(): Promise<void> {
  // Whatever the shell says: the log is for its owner alone.
  process.umask(0o077);
  const args = readArguments(process.argv.slice(2));
  if (args.kind === 'help') {
    process.stdout.write(USAGE);
    return;
  }
  if (args.kind === 'verify') {
    const whole = await verify(args, (line) => process.stdout.write(`${line}\n`));
    process.exit(whole ? 0 : DAMAGED);
  }
  const node = await startNode({ ...args, failed: writeFailed });
  const stop = (): void => {
    process.off('SIGTERM', stop);
    process.off('SIGINT', stop);
    node.stop().then(
      () => process.exit(0),
      (error: unknown) => fail(`could not stop cleanly: ${textOf(error)}`, CRASHED),
    );
  };
  process.on('SIGTERM', stop);
  process.on('SIGINT', stop);
  process.stdout.write(`READY ${node.url}\n`);
}

main().catch((error: unknown) => {
  if (error instanceof StartError || error instanceof DamagedLog) fail(error.message, NEEDS_ATTENTION);
  process.stderr.write(`${error instanceof Error ? (error.stack ?? error.message) : String(error)}\n`);
  process.exit(CRASHED);
});
