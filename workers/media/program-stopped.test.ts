import assert from 'node:assert/strict';
import { test } from 'node:test';
import { isStoppedFromOutside, signalOf } from './program-stopped.ts';

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
