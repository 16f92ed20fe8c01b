/** The sandbox provider as a program: reads the command line, serves until a signal. */
import { readFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { SandboxKeys } from './keys.ts';
import { startSandbox } from './server.ts';

const USAGE = `A payment provider to try things out with: it follows Stripe's API, and no money moves.

  node payments/main.ts --data DIR --keys-file FILE [--port 0]

Prints one line "READY http://127.0.0.1:PORT" when it serves. SIGTERM and SIGINT stop it.
`;
const NEEDS_ATTENTION = 2;

function fail(message: string): never {
  process.stderr.write(`payments: ${message.replaceAll('\n', ' ')}\n`);
  process.exit(NEEDS_ATTENTION);
}

async function main(): Promise<void> {
  process.umask(0o077);
  const { values } = parseArgs({
    options: { data: { type: 'string' }, port: { type: 'string' }, 'keys-file': { type: 'string' } },
  });
  const { data, port = '0', 'keys-file': file } = values;
  if (data === undefined || file === undefined || !/^\d{1,5}$/.test(port)) fail(USAGE);
  const keys = SandboxKeys.parse(JSON.parse(readFileSync(file, 'utf8')));
  const sandbox = await startSandbox({
    data,
    port: Number(port),
    keys,
    die: () => process.kill(process.pid, 'SIGKILL'),
  });
  const stop = (): void => void sandbox.stop().then(() => process.exit(0));
  process.once('SIGTERM', stop).once('SIGINT', stop);
  process.stdout.write(`READY ${sandbox.url}\n`);
}

// A journal that cannot be written: nothing was acknowledged that is not on the disk, so ending here loses nothing.
process.on('unhandledRejection', (error) => fail(error instanceof Error ? error.message : String(error)));
main().catch((error: unknown) => fail(error instanceof Error ? error.message : String(error)));
