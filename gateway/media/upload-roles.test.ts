import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { test } from 'node:test';
import { signedInAccount } from '../testing/account.ts';
import { startTestGateway } from '../testing/start.ts';

test('staff whose roles do not let them upload are refused before a byte is taken', async (t) => {
  const started = await startTestGateway(t);
  for (const [role, status] of [
    ['analyst', 403],
    ['editor', 404],
  ] as const) {
    const { headers } = await signedInAccount(started, { roles: [role] });
    const response = await fetch(`${started.url}/uploads/${randomUUID()}`, {
      method: 'HEAD',
      headers: { ...headers, 'tus-resumable': '1.0.0' },
    });
    assert.equal(response.status, status, role);
  }
});
