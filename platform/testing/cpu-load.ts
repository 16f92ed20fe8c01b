import { spawn } from 'node:child_process';

/** Keeps this many processes busy with nothing, as a busy machine would. The returned function ends them. */
export const startCpuLoad = (processes: number): (() => void) => {
  const busy = Array.from({ length: processes }, () =>
    // It ends with us: its parent's death closes its input.
    spawn(
      process.execPath,
      [
        '-e',
        'process.stdin.on("end", () => process.exit()).resume(); (function spin() { for (const end = Date.now() + 50; Date.now() < end;); setImmediate(spin); })()',
      ],
      {
        stdio: ['pipe', 'ignore', 'ignore'],
      },
    ),
  );
  return () => {
    for (const child of busy) child.kill('SIGKILL');
  };
};
