import assert from 'node:assert/strict';
import { test } from 'node:test';
import { namespaceOf } from './namespace.ts';

test('the path of a URL goes before every subject and stream, and no path changes nothing', () => {
  const blue = namespaceOf('nats://user:secret@host:4222/blue');
  assert.deepEqual(blue.servers, ['nats://host:4222']);
  assert.deepEqual(blue.credentials, { user: 'user', pass: 'secret' });
  assert.equal(blue.subject('progress.job.*'), 'blue.progress.job.*');
  assert.equal(blue.local('blue.progress.job.x'), 'progress.job.x');
  assert.equal(blue.stream('JOBS'), 'blue-JOBS');
  for (const url of ['nats://host:4222', 'nats://host:4222/', 'tls://[::1]:4222']) {
    const plain = namespaceOf(url);
    assert.deepEqual(plain.servers, [url.replace(/\/$/, '')]);
    assert.equal(plain.subject('telemetry'), 'telemetry');
    assert.equal(plain.local('telemetry'), 'telemetry');
    assert.equal(plain.stream('JOBS'), 'JOBS');
  }
});

test('user and password, or a token, are taken out of the URL, where the client would leave them', () => {
  assert.deepEqual(namespaceOf('nats://me:a%40b@host').credentials, { user: 'me', pass: 'a@b' });
  assert.deepEqual(namespaceOf('nats://me:a:b:@host').credentials, { user: 'me', pass: 'a:b:' });
  assert.throws(
    () => namespaceOf('nats://me:s3cret100%@host'),
    (error: Error) => /percent-encode .* REPRISE_NATS_URL/.test(error.message) && !error.message.includes('s3cret'),
  );
  assert.deepEqual(namespaceOf('tls://t0ken@host:4222/blue').credentials, { token: 't0ken' });
  assert.deepEqual(namespaceOf('nats://host').credentials, {});
  assert.deepEqual(namespaceOf('nats://me:p@a:4222,me:p@b:4222/x').servers, ['nats://a:4222', 'nats://b:4222']);
});

test('the servers of a cluster share one path', () => {
  for (const list of ['tls://a:4222,tls://b:4222/blue', 'tls://a:4222,b:4222/blue']) {
    const cluster = namespaceOf(list);
    assert.deepEqual(cluster.servers, ['tls://a:4222', 'tls://b:4222']);
    assert.equal(cluster.subject('x'), 'blue.x');
  }
});

test('a path that no subject could hold is refused', () => {
  for (const path of ['a.b', 'a/b', 'a*', '>']) assert.throws(() => namespaceOf(`nats://host/${path}`), /plain word/);
});
