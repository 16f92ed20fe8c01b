import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { test, type TestContext } from 'node:test';
import { executeOn } from '../../commands/testing/execute.ts';
import { createMemorySharedCounters } from '../../ports/testing/memory-shared-counters.ts';
import { absentSharedState } from '../../ports/testing/memory-shared-state.ts';
import { laterOn, signedInAccount } from '../testing/account.ts';
import { pick, startTestGateway } from '../testing/start.ts';

const REQUEST =
  'mutation($c: ID!) { requestExport(commandId: $c) { __typename ... on ExportAsked { exportId } ... on Refusal { code } } }';
const DELETE =
  'mutation($c: ID!, $id: ID!) { deleteExport(commandId: $c, exportId: $id) { __typename ... on Refusal { code } } }';
const MINE = '{ myExports { id status progress size expiresAt } }';

async function start(t: TestContext) {
  const clock = { now: Date.now() };
  const counters = createMemorySharedCounters(() => clock.now);
  const started = await startTestGateway(t, { shared: { ...absentSharedState, counters }, now: () => clock.now });
  const { log, exports, ask, url } = started;
  const execute = executeOn(log);
  /** What the worker and the process do. */
  const make = async (exportId: string, accountId: string, texts: readonly string[]) => {
    for (const [nth, text] of texts.entries()) await exports.put({ exportId, subject: accountId, nth, text });
    const expiresAt = new Date(clock.now + 7 * 86_400_000).toISOString();
    const data = { exportId, accountId, size: texts.join('').length, parts: texts.length, expiresAt };
    const command = { type: 'RecordExport', data, at: new Date(clock.now).toISOString() };
    const actor = { kind: 'process', id: 'exporting' } as const;
    return execute({ streamId: exportId, commandId: randomUUID(), command, actor, correlationId: exportId });
  };
  const request = async (headers: Record<string, string>) => {
    const answer = await ask(REQUEST, { c: randomUUID() }, { headers });
    const id = pick(answer, 'requestExport.exportId');
    return { code: pick(answer, 'requestExport.code'), id: typeof id === 'string' ? id : '' };
  };
  const fetchIt = (exportId: string, headers: Record<string, string> = {}) =>
    fetch(`${url}/exports/${exportId}`, { headers });
  return { ...started, clock, make, request, fetchIt };
}

test('somebody gets a copy of what is known of them, whole and as a download', async (t) => {
  const { make, request, fetchIt, ask, clock, signals, log, ...started } = await start(t);
  const mara = await signedInAccount({ log, vault: started.vault });
  const { id } = await request(mara.headers);
  assert.equal((await fetchIt(id, mara.headers)).status, 404, 'not before it is made');
  signals.publish(`progress.job.${id}`, {
    ...{ jobId: randomUUID(), kind: 'export-person', process: 'exporting', processId: id },
    ...{ attempt: 1, fraction: 0.25, measures: {} },
  });
  const mine = async () =>
    pick(await ask(MINE, {}, { headers: mara.headers }), 'myExports.0') as Record<string, unknown>;
  assert.deepEqual(await mine(), { id, status: 'MAKING', progress: 0.25, size: 0, expiresAt: null });
  await make(id, mara.accountId, ['{"a":', '"ü"}']);
  assert.equal((await mine())['status'], 'READY');
  const answer = await fetchIt(id, mara.headers);
  assert.equal(answer.status, 200);
  assert.match(answer.headers.get('content-disposition') ?? '', /^attachment; filename="reprise-my-data-/);
  assert.equal(answer.headers.get('cache-control'), 'no-store');
  assert.equal(await answer.text(), '{"a":"ü"}');
  const daysLater = async (days: number) => {
    clock.now += days * 86_400_000;
    return (await fetchIt(id, (await laterOn(mara, clock.now)).headers)).status;
  };
  assert.deepEqual([await daysLater(6), await daysLater(2)], [200, 404], 'nobody gets it after its end');
});

test('a copy is for whoever it is about, who proved it just now', async (t) => {
  const { make, request, fetchIt, ask, log, vault } = await start(t);
  const mara = await signedInAccount({ log, vault });
  const eve = await signedInAccount({ log, vault });
  const { id } = await request(mara.headers);
  await make(id, mara.accountId, ['{}']);
  assert.equal((await fetchIt(id)).status, 401);
  for (const headers of [eve.headers, { ...mara.headers, 'sec-fetch-site': 'cross-site' }])
    assert.deepEqual(await (await fetchIt(id, headers)).json(), await (await fetchIt(randomUUID(), headers)).json());
  assert.equal(
    pick(await ask(DELETE, { c: randomUUID(), id }, { headers: eve.headers }), 'deleteExport.code'),
    'export.unknown',
  );
  assert.deepEqual(pick(await ask(MINE, {}, { headers: eve.headers }), 'myExports'), []);
  const stale = await signedInAccount({ log, vault }, { provedAt: new Date(Date.now() - 3600_000).toISOString() });
  assert.equal((await request(stale.headers)).code, 'step-up.needed');
  assert.equal((await request({})).code, 'account.signed-out');
});

test('a copy is fetched with a fresh proof alone, and a deleted one not at all', async (t) => {
  const { make, request, fetchIt, ask, clock, log, vault } = await start(t);
  const mara = await signedInAccount({ log, vault });
  const { id } = await request(mara.headers);
  await make(id, mara.accountId, ['{}']);
  const proved = clock.now;
  clock.now += 9 * 60_000;
  assert.equal((await fetchIt(id, mara.headers)).status, 200);
  const { headers } = await laterOn(mara, clock.now + 2 * 60_000, proved);
  clock.now += 2 * 60_000;
  assert.equal((await fetchIt(id, headers)).status, 403, 'proved too long ago');
  clock.now -= 2 * 60_000;
  const deleted = await ask(DELETE, { c: randomUUID(), id }, { headers: mara.headers });
  assert.equal(pick(deleted, 'deleteExport.__typename'), 'ExportDeleted');
  assert.equal((await fetchIt(id, mara.headers)).status, 404);
  assert.deepEqual(pick(await ask(MINE, {}, { headers: mara.headers }), 'myExports'), []);
});

test('nobody has the whole log read for them again and again', async (t) => {
  const { make, request, log, vault } = await start(t);
  const mara = await signedInAccount({ log, vault });
  const codes: unknown[] = [];
  for (let nth = 0; nth < 6; nth += 1) {
    const { code, id } = await request(mara.headers);
    codes.push(code);
    if (code !== undefined) continue;
    assert.equal((await request(mara.headers)).code, 'export.making', 'one at a time');
    await make(id, mara.accountId, ['{}']);
  }
  assert.deepEqual(codes, [...Array.from({ length: 5 }, () => undefined), 'export.too-many']);
});
