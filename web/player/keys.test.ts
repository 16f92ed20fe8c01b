import assert from 'node:assert/strict';
import { test } from 'node:test';
import { actionOf } from './keys.ts';

const press = (key: string, ctrlKey = false) => actionOf({ key, ctrlKey, altKey: false, metaKey: false });

test('keys mean the same in upper and lower case', () => {
  assert.deepEqual(press('K'), { kind: 'toggle-play' });
  assert.deepEqual(press('ArrowLeft'), { kind: 'skip', seconds: -10 });
});

test('digits jump to tenths of the film', () => {
  assert.deepEqual(press('7'), { kind: 'jump', fraction: 0.7 });
});

test('the browser keeps its own shortcuts, and unknown keys mean nothing', () => {
  assert.equal(press('f', true), null);
  assert.equal(press('Tab'), null);
  assert.equal(press('constructor'), null);
});
