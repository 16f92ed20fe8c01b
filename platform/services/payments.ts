import { createHmac } from 'node:crypto';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { startChild } from './child.ts';
import { prepareDataDir, writePrivately } from './directory.ts';
import { passwordOf, withCredentials } from './service.ts';
import type { Service, ServiceOptions } from './service.ts';

const PROGRAM = fileURLToPath(new URL('../../payments/main.ts', import.meta.url));
const READY = /^READY (http:\/\/\S+)$/m;

/** The keys of a sandbox, all made of its password: that alone stands in its address. */
export interface SandboxKeys {
  readonly api: string;
  readonly webhook: string;
  readonly control: string;
}

export const sandboxKeysOf = (password: string): SandboxKeys => {
  const made = (use: string): string => createHmac('sha256', password).update(use).digest('base64url').slice(0, 32);
  return { api: `sk_test_${made('api')}`, webhook: `whsec_${made('webhook')}`, control: `ctl_${made('control')}` };
};

/** Starts the sandbox payment provider: `payments/main.ts`, a program of its own, under the Node that runs us. */
export const startPayments = async (options: ServiceOptions): Promise<Service> => {
  const cwd = prepareDataDir('payments', options.dataDir, 'payments');
  const password = passwordOf('payments', options);
  const keysFile = join(cwd, 'keys.json');
  // Not among the arguments, which every user of the machine can read.
  writePrivately('payments', keysFile, JSON.stringify(sandboxKeysOf(password)));
  return startChild(
    {
      name: 'payments',
      program: process.execPath,
      cwd,
      args: (port) => [PROGRAM, '--port', String(port), '--data', cwd, '--keys-file', keysFile],
      stopSignal: 'SIGTERM',
      stopWithinMs: 10_000,
      readyWithinMs: 60_000,
      probe: async (_port, readLog) => {
        const url = READY.exec(readLog())?.[1];
        return url === undefined ? undefined : { url: withCredentials(url, password), version: 'sandbox' };
      },
    },
    { ...options, dataDir: prepareDataDir('payments', options.dataDir) },
  );
};
