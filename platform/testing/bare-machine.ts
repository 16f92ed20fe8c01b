import {
  chmodSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { TestContext } from 'node:test';
import type { Machine } from '../bootstrap/machine.mjs';

const SHELL_TOOLS = ['sh', 'env', 'rm', 'chmod'];

/** A machine for tests: one folder of programs, nothing on it but what a test puts there. */
export type BareMachine = {
  readonly directory: string;
  readonly machine: Machine;
  /** Puts a program on the machine's PATH; `record` in its script is the file that `recorded` reads. */
  addProgram(name: string, script?: string): void;
  /** What the programs have written down so far, line by line. */
  recorded(): string[];
  /** What people have been shown. */
  shown(): string;
};

/** Makes a machine without anything; its folder goes away with the test. */
export const makeBareMachine = (t: TestContext, traits: Partial<Machine> = {}): BareMachine => {
  const directory = mkdtempSync(join(tmpdir(), 'reprise-bootstrap-'));
  t.after(() => rmSync(directory, { recursive: true, force: true }));
  const bin = join(directory, 'bin');
  const record = join(directory, 'record');
  const shown: string[] = [];
  mkdirSync(bin);
  writeFileSync(record, '');
  return {
    directory,
    machine: {
      environment: { RECORD: record },
      directories: [bin],
      postgresVersions: join(directory, 'postgresql'),
      policyFile: join(directory, 'policy-rc.d'),
      isRoot: true,
      isInteractive: false,
      screen: { write: (text) => shown.push(text) },
      ...traits,
    },
    addProgram: (name, script = 'exit 0') => writeProgram(join(bin, name), script),
    recorded: () =>
      readFileSync(record, 'utf8')
        .split('\n')
        .filter((line) => line !== ''),
    shown: () => shown.join(''),
  };
};

/** Writes an executable shell script. */
export const writeProgram = (path: string, script: string): void => {
  writeFileSync(path, `#!/bin/sh\n${script}\n`);
  chmodSync(path, 0o755);
};

/** Puts an apt on the machine that writes its arguments down, and the few tools that a root shell needs. `behaviour` comes after. */
export const addApt = ({ directory, addProgram }: BareMachine, behaviour = 'exit 0'): void => {
  for (const tool of SHELL_TOOLS) {
    const real = [`/usr/bin/${tool}`, `/bin/${tool}`].find((path) => existsSync(path));
    if (real === undefined) throw new Error(`These tests need ${tool} in /usr/bin or /bin.`);
    symlinkSync(real, join(directory, 'bin', tool));
  }
  addProgram('apt-get', `echo "apt-get $*" >> "$RECORD"\n${behaviour}`);
};

/** Puts a sudo on the machine that writes its first two arguments down and runs the rest, as the same user. */
export const addSudo = ({ addProgram }: BareMachine): void =>
  addProgram('sudo', 'echo "sudo $1 $2" >> "$RECORD"\n[ "$1" = -n ] && shift\nexec "$@"');
