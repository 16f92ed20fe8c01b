/**
 * A filter of system calls (seccomp, classic BPF) that lets a program have threads and no other process, whoever runs it: the
 * kernel's limit on processes does not count those of root. For 64-bit programs on x86 and ARM.
 */

/** `struct sock_filter`: what to do, how far to jump when it holds and when not, and a number. */
type Instruction = readonly [code: number, ifTrue: number, ifFalse: number, value: number];

/** Operations of `linux/bpf_common.h`: load a word of `struct seccomp_data`, compare, test bits, return. */
const LOAD = 0x20;
const JUMP_EQUAL = 0x15;
const JUMP_AT_LEAST = 0x35;
const JUMP_IF_BITS = 0x45;
const RETURN = 0x06;

/** Offsets in `struct seccomp_data` of `linux/seccomp.h`; the low half of the first argument on little-endian machines. */
const NUMBER = 0;
const ARCHITECTURE = 4;
const FIRST_ARGUMENT = 16;

const ALLOW = 0x7fff0000;
const EPERM = 0x00050000 | 1;
const ENOSYS = 0x00050000 | 38;

const CLONE_THREAD = 0x10000;
/** The same number on every machine. */
const CLONE3 = 435;
/** System calls of x86's other ABI (x32) begin here. */
const X32 = 0x40000000;

interface Machine {
  /** `AUDIT_ARCH_…` of `linux/audit.h`. */
  readonly architecture: number;
  readonly clone: number;
  /** Calls that make a process and nothing else: fork and vfork, where the machine has them. */
  readonly forks: readonly number[];
}
const MACHINES: Readonly<Record<string, Machine>> = {
  x64: { architecture: 0xc000003e, clone: 56, forks: [57, 58] },
  arm64: { architecture: 0xc00000b7, clone: 220, forks: [] },
};

/**
 * The filter as bubblewrap's `--seccomp` reads it; undefined on machines that it is not known for.
 * @param arch Node's name of the machine
 */
export function oneProcessFilter(arch: string): Buffer | undefined {
  const machine = MACHINES[arch];
  if (machine === undefined) return undefined;
  const { architecture, clone, forks } = machine;
  const program: readonly Instruction[] = [
    [LOAD, 0, 0, ARCHITECTURE],
    // Calls of another ABI have other numbers.
    ...unless([JUMP_EQUAL, architecture], ENOSYS),
    [LOAD, 0, 0, NUMBER],
    ...when([JUMP_AT_LEAST, X32], ENOSYS),
    // Its flags lie in memory, where no filter sees them. C libraries fall back to clone.
    ...when([JUMP_EQUAL, CLONE3], ENOSYS),
    ...forks.flatMap((call) => when([JUMP_EQUAL, call], EPERM)),
    [JUMP_EQUAL, 1, 0, clone],
    [RETURN, 0, 0, ALLOW],
    [LOAD, 0, 0, FIRST_ARGUMENT],
    ...unless([JUMP_IF_BITS, CLONE_THREAD], EPERM),
    [RETURN, 0, 0, ALLOW],
  ];
  const bytes = Buffer.alloc(8 * program.length);
  for (const [n, [code, ifTrue, ifFalse, value]] of program.entries()) {
    bytes.writeUInt16LE(code, 8 * n);
    bytes.writeUInt8(ifTrue, 8 * n + 2);
    bytes.writeUInt8(ifFalse, 8 * n + 3);
    bytes.writeUInt32LE(value, 8 * n + 4);
  }
  return bytes;
}

type Test = readonly [code: number, value: number];

const when = ([code, value]: Test, answer: number): readonly Instruction[] => [
  [code, 0, 1, value],
  [RETURN, 0, 0, answer],
];
const unless = ([code, value]: Test, answer: number): readonly Instruction[] => [
  [code, 1, 0, value],
  [RETURN, 0, 0, answer],
];
