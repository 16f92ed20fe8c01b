import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { test } from 'node:test';
import { createMemorySharedCounters } from '../../ports/testing/memory-shared-counters.ts';
import { absentSharedState } from '../../ports/testing/memory-shared-state.ts';
import { signedInAccount } from '../testing/account.ts';
import { pick, startTestGateway } from '../testing/start.ts';

const DELETE =
  'mutation M($c: ID!, $id: ID!) { deleteProfile(commandId: $c, profileId: $id, password: "x") { __typename ... on Refusal { code } } }';
const CANCEL = 'mutation M($c: ID!) { cancelErasure(commandId: $c) { __typename ... on Refusal { code } } }';
const HOUR_MS = 3_600_000;

test('an account changes itself so often in an hour; others, and what ends or takes back, are not held up', async (t) => {
  // The clock stands, and not at the end of an hour, in which they are counted.
  const sinceHour = Date.now() % HOUR_MS;
  const now = Date.now() - (sinceHour > HOUR_MS - 60_000 ? 60_000 : 0);
  const counters = createMemorySharedCounters(() => now);
  const started = await startTestGateway(t, { shared: { ...absentSharedState, counters }, now: () => now });
  const [one, two] = [
    await signedInAccount(started, { email: 'one@example.org' }),
    await signedInAccount(started, { email: 'two@example.org' }),
  ];
  const codeOf = async (query: string, headers: Record<string, string>, field: string): Promise<unknown> =>
    pick(await started.ask(query, { c: randomUUID(), id: randomUUID() }, { headers }), `${field}.code`);
  const change = (headers: Record<string, string>): Promise<unknown> => codeOf(DELETE, headers, 'deleteProfile');
  const codes = new Set<unknown>();
  for (let count = 0; count < 120; count += 1) codes.add(await change(one.headers));
  assert.ok(!codes.has('account.too-many'), JSON.stringify([...codes]));
  assert.equal(await change(one.headers), 'account.too-many');
  assert.notEqual(await change(two.headers), 'account.too-many');
  assert.equal(await codeOf(CANCEL, one.headers, 'cancelErasure'), undefined);
});

test('an account asks for so many charges in an hour; whoever tries cards out has to wait', async (t) => {
  const sinceHour = Date.now() % HOUR_MS;
  const now = Date.now() - (sinceHour > HOUR_MS - 60_000 ? 60_000 : 0);
  const counters = createMemorySharedCounters(() => now);
  const started = await startTestGateway(t, { shared: { ...absentSharedState, counters }, now: () => now });
  const one = await signedInAccount(started, { email: 'one@example.org' });
  const two = await signedInAccount(started, { email: 'two@example.org' });
  const retry = async ({ headers }: typeof one): Promise<unknown> =>
    pick(
      await started.ask(
        'mutation M($c: ID!) { retryPayment(commandId: $c) { __typename ... on Refusal { code } } }',
        { c: randomUUID() },
        { headers },
      ),
      'retryPayment.code',
    );
  const codes: unknown[] = [];
  for (let count = 0; count < 21; count += 1) codes.push(await retry(one));
  assert.deepEqual(
    codes.map((code) => code === 'account.too-many'),
    [...Array<boolean>(20).fill(false), true],
  );
  assert.notEqual(await retry(two), 'account.too-many');
});
