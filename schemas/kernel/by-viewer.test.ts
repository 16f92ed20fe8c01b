import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { test } from 'node:test';
import { language } from '../language.ts';

const id = randomUUID();
const by = (actor: unknown, stream = `asset-${id}`, data: unknown = {}) =>
  language.isByViewer({ stream, data, metadata: { actor } });

test('what is done by viewers or for them is by viewers, whatever they are called', () => {
  for (const kind of ['viewer', 'profile']) {
    assert.equal(by({ kind }), true);
    assert.equal(by({ kind: 'process', onBehalfOf: { kind } }), true);
  }
  for (const kind of ['staff', 'operator', 'service', 'worker', 'system', 'process', undefined])
    assert.equal(by({ kind }), false, kind);
  assert.equal(by({ kind: 'service', onBehalfOf: { kind: 'staff' } }), false);
});

test('of events that name nobody the category decides, or that of the process which they are for', () => {
  for (const kind of ['process', 'system', 'service', undefined]) {
    for (const category of ['closing', 'playback', 'heartbeats', 'account', 'signin', 'mailing'])
      assert.equal(by({ kind }, `${category}-${id}`), true, `${kind} in ${category}`);
    assert.equal(by({ kind }, `job-${id}`, { process: 'closing' }), true);
    assert.equal(by({ kind }, `job-${id}`, { process: 'ingest' }), false);
    assert.equal(by({ kind }, `ingest-${id}`), false);
  }
  assert.equal(by({ kind: 'staff' }, `playback-${id}`), false);
});

test('an event of any form has an answer', () => {
  for (const metadata of [null, undefined, 5, 'text', [], {}, { actor: null }, { actor: { onBehalfOf: 7 } }])
    for (const data of [null, undefined, 5, [], { process: {} }])
      for (const stream of ['', '-', 'closing', `-${id}`, `closing-${'x'.repeat(5000)}`])
        assert.equal(language.isByViewer({ stream, data, metadata }), false);
});
