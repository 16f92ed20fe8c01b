import assert from 'node:assert/strict';
import { test } from 'node:test';
import { connect } from '../testing/socket.ts';
import { OPERATOR_TOKEN, startTestGateway } from '../testing/start.ts';
import { rawRequest } from '../testing/raw-request.ts';
import { allowedHosts } from './allowed-hosts.ts';

test('a host is allowed by its name, whatever its port', () => {
  const isAllowed = allowedHosts({ listen: '10.0.0.5', publicUrl: 'https://Films.example:8443/', others: ['gateway'] });
  for (const host of [
    'films.example',
    'FILMS.example:443',
    'films.example.',
    '10.0.0.5:8080',
    'localhost:9999',
    '127.0.0.1',
    '[::1]:8080',
    'gateway:8080',
  ])
    assert.ok(isAllowed(host), host);
  for (const host of [
    undefined,
    '',
    'evil.example',
    'films.example.evil.example',
    'evilfilms.example',
    '10.0.0.6',
    '[::2]',
    'localhost:8080@evil.example',
    'localhost, evil.example',
    'localhost:x',
    '[films.example]',
  ])
    assert.ok(!isAllowed(host), host);
});

test('who listens on all addresses is reached by any address, and by no name that was not given', () => {
  const isAllowed = allowedHosts({ listen: '::', publicUrl: undefined, others: [] });
  assert.ok(isAllowed('192.168.1.20:8080') && isAllowed('[fe80::1]:8080'));
  assert.ok(!isAllowed('evil.example') && !isAllowed('192.168.1.20.evil.example'));
});

test('another host gets nothing from any route, and is told what to do', async (t) => {
  const { url, logger } = await startTestGateway(t, { allowedHosts: ['gateway'] });
  const authorization = `Authorization: Bearer ${OPERATOR_TOKEN}`;
  for (const path of ['/metrics', '/health/ready', '/health/live', '/graphql', '/uploads', '/', '/nowhere', '/v/a/b/c'])
    for (const host of ['evil.example', `evil.example:${new URL(url).port}`]) {
      const answer = await rawRequest(url, [`GET ${path} HTTP/1.1`, `Host: ${host}`, authorization]);
      assert.match(answer, /^HTTP\/1\.1 421 .*REPRISE_ALLOWED_HOSTS/s, path);
      assert.doesNotMatch(answer, /reprise_|"checks"/);
    }
  assert.match(await rawRequest(url, ['GET /metrics HTTP/1.0']), /^HTTP\/1\.1 421 /, 'no host at all');
  assert.match(await rawRequest(url, ['GET /metrics HTTP/1.1', 'Host: gateway:1']), /^HTTP\/1\.1 200 /);
  const warned = logger.lines.filter(({ level }) => level === 'warn');
  assert.equal(warned.length, 3, 'each host is named once in the log');
  await assert.rejects(connect(t, url, {}, { host: 'evil.example' }), /421/);
});
