import assert from 'node:assert/strict';
import { afterEach, test } from 'node:test';
import { fetchExport } from './export-document.ts';

const real = globalThis.fetch;
afterEach(() => {
  globalThis.fetch = real;
});
const answering = (status: number, body: string): void => {
  globalThis.fetch = async () => new Response(body, { status });
};
const EMPTY = {
  ...{ format: 'reprise-export', version: 1, madeAt: '2026-01-02T03:04:05.000Z', account: null },
  ...{ profiles: [], devices: [], shownToStaff: [], watched: [], events: [], later: 'a field of another version' },
};

test('a copy is read with what is not known passed over, and kept as it came', async () => {
  answering(200, JSON.stringify(EMPTY));
  const fetched = await fetchExport('x');
  assert.ok(fetched.kind === 'document');
  assert.deepEqual([fetched.document.account, fetched.text], [null, JSON.stringify(EMPTY)]);
});

test('what was paid is read where a copy tells it, and a copy from before that is one too', async () => {
  const credit = [{ currency: 'EUR', amountMinor: 100 }];
  const invoices = [{ id: 'i', number: null, status: 'drafted', currency: 'EUR', lines: [] }];
  const paid = { customerRef: 'cus_1', methods: [], credit, subscriptions: [], purchases: [], invoices };
  answering(200, JSON.stringify({ ...EMPTY, money: paid }));
  const fetched = await fetchExport('x');
  assert.ok(fetched.kind === 'document');
  assert.deepEqual([fetched.document.money?.credit, fetched.document.money?.invoices[0]?.status], [credit, 'drafted']);
});

test('a refusal is told, also one that asks for a proof; what is no copy and no refusal may be tried again', async () => {
  answering(403, JSON.stringify({ code: 'step-up.needed', message: 'Confirm first.' }));
  assert.deepEqual(await fetchExport('x'), { kind: 'refused', code: 'step-up.needed', message: 'Confirm first.' });
  for (const [status, body] of [
    [502, '<html>'],
    [200, '{"format":"other"}'],
    [200, '{"format":"reprise-export", '],
  ] as const) {
    answering(status, body);
    const fetched = await fetchExport('x');
    assert.ok(fetched.kind === 'refused' && fetched.code === 'away');
  }
});
