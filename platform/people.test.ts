import { match } from 'node:assert/strict';
import { test } from 'node:test';
import type { Database } from '../ports/database.ts';
import { createMemoryVault } from '../ports/testing/memory-vault.ts';
import { loadConfig } from './config.ts';
import { openPeople } from './people.ts';

const SECRETS = {
  REPRISE_SECRET: 'a'.repeat(32),
  REPRISE_MASTER_KEY: 'b'.repeat(32),
  REPRISE_OPERATOR_TOKEN: 'c'.repeat(16),
};
const claims = { purpose: 'verify-email', accountId: 'a', linkId: 'l', expiresAt: '2031-01-02T03:04:05.000Z' };

/** The link of a message, while the gateway listens on a port that it was given. */
function linkFrom(variables: NodeJS.ProcessEnv): Promise<string> {
  const people = openPeople(loadConfig({ ...SECRETS, ...variables }), {} as Database, createMemoryVault());
  people.listensAt('http://127.0.0.1:43210');
  return people.ports.linkTo(claims);
}

test('links lead to where browsers reach the gateway', async () => {
  match(await linkFrom({ REPRISE_PORT: '0' }), /^http:\/\/127\.0\.0\.1:43210\/link\/verify-email#ey/);
  match(await linkFrom({ REPRISE_PORT: '8081' }), /^http:\/\/127\.0\.0\.1:8081\/link\/verify-email#ey/);
  match(
    await linkFrom({ REPRISE_PORT: '0', REPRISE_PUBLIC_URL: 'https://films.example/' }),
    /^https:\/\/films\.example\/link\/verify-email#ey/,
  );
});
