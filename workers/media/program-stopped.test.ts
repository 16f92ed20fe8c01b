import assert from 'node:assert/strict';
import { test } from 'node:test';
import { blameFor, isStoppedFromOutside, signalOf } from './program-stopped.ts';
import type { Ending } from './program-stopped.ts';

const ended = (exitCode: number | null, signal: NodeJS.Signals | null = null) => ({ exitCode, signal });

test('what was stopped from outside is told from what ended by itself', () => {
  for (const outside of [ended(null, 'SIGKILL'), ended(null, 'SIGTERM'), ended(137), ended(143), ended(null)])
    assert.equal(isStoppedFromOutside(outside), true, JSON.stringify(outside));
  for (const itself of [ended(0), ended(1), ended(69), ended(255), ended(null, 'SIGSEGV'), ended(139), ended(153)])
    assert.equal(isStoppedFromOutside(itself), false, JSON.stringify(itself));
});

test('a wrapper says the signal in its exit code', () => {
  assert.equal(signalOf(ended(139)), 'SIGSEGV');
  assert.equal(signalOf(ended(153)), 'SIGXFSZ');
  assert.equal(signalOf(ended(1)), undefined);
  assert.equal(signalOf(ended(255)), undefined);
});

const blamed: readonly (readonly [complaints: string, ending: Partial<Ending>, blame: ReturnType<typeof blameFor>])[] =
  [
    ['Error while opening encoder: Cannot allocate memory', {}, 'machine'],
    // A crash for want of memory.
    ['x264 [error]: malloc: Cannot allocate memory', { exitCode: null, signal: 'SIGABRT' }, 'machine'],
    ["terminate called after throwing an instance of 'std::bad_alloc'", { exitCode: 134 }, 'machine'],
    ['[libx264 @ 0x5] pthread_create failed: Resource temporarily unavailable', {}, 'machine'],
    ['Error writing trailer of out/v360.mp4: Input/output error', {}, 'machine'],
    ['[out#0/mp4 @ 0x5] Error muxing a packet: I/O error', {}, 'machine'],
    ['Exiting normally, received signal 15.', { exitCode: 255 }, 'machine'],
    ['', {}, 'machine'],
    ['', { exitCode: 137 }, 'machine'],
    ['', { exitCode: null, signal: 'SIGSEGV' }, 'crash'],
    ['[aac @ 0x5] Reserved bit set.', { exitCode: 139 }, 'crash'],
    ['', { exitCode: null, signal: 'SIGXFSZ' }, 'ceiling'],
    ['[mov @ 0x5] moov atom not found', {}, 'film'],
    ['in/input: Input/output error', {}, 'film'],
  ];

test('how a program ends says whether the machine is to blame or the film', () => {
  for (const [complaints, ending, blame] of blamed)
    assert.equal(blameFor({ exitCode: 1, signal: null, complaints, ...ending }), blame, complaints);
});
