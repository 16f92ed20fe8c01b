import assert from 'node:assert/strict';
import { test } from 'node:test';
import { namespaceOf } from './namespace.ts';

test('the path of a URL goes before every subject and stream, and no path changes nothing', () => {
  const blue = namespaceOf('nats://user:secret@host:4222/blue');
  assert.equal(blue.servers, 'nats://user:secret@host:4222');
  assert.equal(blue.subject('progress.job.*'), 'blue.progress.job.*');
  assert.equal(blue.local('blue.progress.job.x'), 'progress.job.x');
  assert.equal(blue.stream('JOBS'), 'blue-JOBS');
  for (const url of ['nats://host:4222', 'nats://host:4222/', 'tls://[::1]:4222']) {
    const plain = namespaceOf(url);
    assert.equal(plain.servers, url.replace(/\/$/, ''));
    assert.equal(plain.subject('telemetry'), 'telemetry');
    assert.equal(plain.local('telemetry'), 'telemetry');
    assert.equal(plain.stream('JOBS'), 'JOBS');
  }
});

test('the servers of a cluster share one path', () => {
  const cluster = namespaceOf('nats://a:4222,nats://b:4222/blue');
  assert.equal(cluster.servers, 'nats://a:4222,nats://b:4222');
  assert.equal(cluster.subject('x'), 'blue.x');
});

test('a path that no subject could hold is refused', () => {
  for (const path of ['a.b', 'a/b', 'a*', '>']) assert.throws(() => namespaceOf(`nats://host/${path}`), /plain word/);
});
