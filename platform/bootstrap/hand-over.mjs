import { spawn } from 'node:child_process';
import { constants } from 'node:os';

/** Runs a program in our place: same terminal, our signals are its signals. Gives back its exit code. */
export const handOver = (program, args, cwd) =>
  new Promise((resolve, reject) => {
    const child = spawn(program, args, { cwd, stdio: 'inherit' });
    // Ctrl-C reaches the child twice (terminal and us); it counts signals that follow one another closely as one.
    for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, () => child.kill(signal));
    child.once('error', reject);
    child.once('exit', (code, signal) => resolve(code ?? 128 + (constants.signals[signal] ?? 0)));
  });
