import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { test } from 'node:test';
import { createMemoryVault } from '../../ports/testing/memory-vault.ts';
import { pick, startTestGateway } from '../testing/start.ts';

const CROWD = 300;

test('of a crowd that signs in at once as many are looked up as there is room for; the rest is told to come again', async (t) => {
  const vault = createMemoryVault();
  let lookups = 0;
  const counting = {
    ...vault,
    find: (...args: Parameters<typeof vault.find>) => {
      lookups += 1;
      return vault.find(...args);
    },
  };
  const gateway = await startTestGateway(t, { vault: counting, trustProxy: ['127.0.0.1'] });
  const signIn = (index: number) =>
    gateway.ask(
      'mutation S($c: ID!, $e: String!, $p: String!) { signIn(commandId: $c, email: $e, password: $p) { __typename ... on Refusal { code } } }',
      { c: randomUUID(), e: `p${index}@example.org`, p: 'a wrong guess of mine' },
      { headers: { 'x-forwarded-for': `10.${index >> 8}.${index & 255}.1` } },
    );
  const answers = await Promise.all(Array.from({ length: CROWD }, (_, index) => signIn(index)));
  const codes = answers.map((answer) => String(pick(answer, 'signIn.code')));
  const looked = codes.filter((code) => code === 'sign-in.wrong').length;
  assert.equal(codes.filter((code) => code === 'sign-in.too-many').length, CROWD - looked);
  // How many of those whom there was room for got their turn within the seconds that anybody waits is up to the machine.
  assert.ok(looked >= 1 && looked < CROWD, String(looked));
  assert.equal(lookups, looked, 'nothing was looked up for the others');
});
