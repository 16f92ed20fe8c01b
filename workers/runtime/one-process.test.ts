import assert from 'node:assert/strict';
import { test } from 'node:test';
import { oneProcessFilter } from './one-process.ts';

/** Runs a filter as the kernel does, for the operations that it has. */
function answer(filter: Buffer, call: { architecture: number; number: number; flags?: number }): string {
  const data: Readonly<Record<number, number>> = { 0: call.number, 4: call.architecture, 16: call.flags ?? 0 };
  let loaded = 0;
  for (let at = 0; at < filter.length / 8;) {
    const [code, ifTrue, ifFalse] = [filter.readUInt16LE(8 * at), filter[8 * at + 2] ?? 0, filter[8 * at + 3] ?? 0];
    const value = filter.readUInt32LE(8 * at + 4);
    if (code === 0x06) return { 0x7fff0000: 'allowed', 0x50001: 'EPERM', 0x50026: 'ENOSYS' }[value] ?? 'unknown';
    if (code === 0x20) loaded = data[value] ?? assert.fail(`a load from ${value}`);
    const tests: Readonly<Record<number, boolean>> = {
      0x15: loaded === value,
      0x35: loaded >= value,
      0x45: (loaded & value) !== 0,
    };
    at += 1 + (code === 0x20 ? 0 : (tests[code] ?? assert.fail(`operation ${code}`)) ? ifTrue : ifFalse);
  }
  return assert.fail('no answer');
}

const THREAD = 0x3d0f00;
const CHILD_SIGNAL = 17;

test('threads are allowed, processes are not, on x86 and on ARM', () => {
  for (const [arch, architecture, calls] of [
    ['x64', 0xc000003e, { clone: 56, fork: 57, vfork: 58, read: 0, execve: 59 }],
    ['arm64', 0xc00000b7, { clone: 220, fork: undefined, vfork: undefined, read: 63, execve: 221 }],
  ] as const) {
    const filter = oneProcessFilter(arch);
    assert.ok(filter !== undefined);
    const ask = (number: number, flags?: number): string =>
      answer(filter, { architecture, number, ...(flags === undefined ? {} : { flags }) });
    assert.equal(ask(calls.clone, THREAD), 'allowed');
    assert.equal(ask(calls.clone, CHILD_SIGNAL), 'EPERM');
    // CLONE_VM and CLONE_VFORK, as posix_spawn does it.
    assert.equal(ask(calls.clone, 0x4100 | CHILD_SIGNAL), 'EPERM');
    for (const call of [calls.fork, calls.vfork]) if (call !== undefined) assert.equal(ask(call), 'EPERM');
    assert.equal(ask(435), 'ENOSYS');
    assert.equal(ask(0x40000000 + 56, THREAD), 'ENOSYS');
    assert.equal(ask(calls.read), 'allowed');
    assert.equal(ask(calls.execve), 'allowed');
    assert.equal(answer(filter, { architecture: 0x40000003, number: 2 }), 'ENOSYS');
  }
});

test('other machines have no filter', () => assert.equal(oneProcessFilter('riscv64'), undefined));
