import { spawn } from 'node:child_process';
import type { Check } from './checks.ts';
import type { Tally } from './tally.ts';

/** Runs one check and prints a line for it; its own output is shown when it fails. */
export const runCheck = async (check: Check, root: string, signal: AbortSignal): Promise<Tally> => {
  const started = performance.now();
  const { code, output } = await collect(check.command, root, signal);
  const seconds = ((performance.now() - started) / 1000).toFixed(1);
  console.log(`${code === 0 ? '✓' : '✗'} ${check.name} (${seconds} s)`);
  if (code !== 0) console.log(output.trimEnd());
  return { passed: code === 0 ? 1 : 0, failed: code === 0 ? 0 : 1, skipped: 0 };
};

const collect = (
  command: readonly string[],
  cwd: string,
  signal: AbortSignal,
): Promise<{ code: number; output: string }> =>
  new Promise((resolve) => {
    const [program = '', ...args] = command;
    const child = spawn(program, args, { cwd, stdio: ['ignore', 'pipe', 'pipe'], signal });
    let output = '';
    const hear = (chunk: Buffer): void => {
      output += chunk.toString('utf8');
    };
    child.stdout.on('data', hear);
    child.stderr.on('data', hear);
    child.once('error', (error) => resolve({ code: 1, output: `${output}${error.message}` }));
    child.once('close', (code) => resolve({ code: code ?? 1, output }));
  });
