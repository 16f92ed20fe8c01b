import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import type { Scope } from './scope.ts';

/** Starts the node that stores nothing and returns its connection string; it is stopped when the scope ends. */
export async function spawnStub(scope: Scope): Promise<string> {
  const child = spawn(process.execPath, [fileURLToPath(new URL('./stub-node.ts', import.meta.url))], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  scope.afterwards.after(async () => {
    const exited = once(child, 'exit');
    child.kill('SIGTERM');
    await exited;
  });
  for await (const line of createInterface({ input: child.stdout })) {
    if (line.startsWith('READY ')) return line.slice('READY '.length);
  }
  throw new Error('The stub node ended before it was ready; its error is above.');
}
