import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { test } from 'node:test';
import { executeOn } from '../../commands/testing/execute.ts';
import { createMemoryPayments } from '../../ports/testing/memory-payments.ts';
import { signedInAccount } from '../testing/account.ts';
import { callOf, fieldsOf } from '../testing/calls.ts';
import { billingOf } from '../testing/billing.ts';
import { keepCard } from '../testing/buyer.ts';
import { pick, startTestGateway } from '../testing/start.ts';
import { hashOf } from './passwords.ts';

const PASSWORD = 'kitten lamp 43 orbit';

/** Every field of a root as an operation with this id wherever an id or a text may be; the command has one of its own. */
const operations = (root: 'Query' | 'Mutation') =>
  fieldsOf(root).map((field) => ({
    name: `${root}.${field.name}`,
    about(id: string, commandId: string): string {
      const own: Readonly<Record<string, string>> = { commandId, password: PASSWORD, current: PASSWORD };
      const call = callOf(field, {
        text: (name) => own[name] ?? id,
        ofUnion: '__typename ... on Refusal { code message }',
      });
      return `${root.toLowerCase()} { it: ${call} }`;
    },
  }));

test('ids of another account, in whatever argument, are as if they did not exist, and change nothing', async (t) => {
  const started = await startTestGateway(t, { payments: createMemoryPayments(), pointsPerMinute: 1_000_000 });
  Object.assign(started.queries, billingOf(started.log));
  const hash = await hashOf(PASSWORD);
  const profileId = randomUUID();
  const mara = await signedInAccount(started, { hash, profileId });
  const deviceId = randomUUID();
  await executeOn(started.log)({
    streamId: deviceId,
    commandId: randomUUID(),
    correlationId: deviceId,
    actor: { kind: 'viewer', id: profileId, account: mara.accountId },
    command: {
      type: 'UseDevice',
      data: { deviceId, accountId: mara.accountId, signInId: mara.signInId, kind: 'A test' },
      at: new Date().toISOString(),
    },
  });
  const opened = await started.ask(
    `mutation { it: openCheckout(commandId: "${randomUUID()}", next: "/") { ... on CheckoutToVisit { checkout { id } } } }`,
    {},
    { headers: mara.headers },
  );
  await keepCard(started.log, mara.accountId);
  const cards = await started.ask('{ paymentMethods { methods { id } } }', {}, { headers: mara.headers });
  const owned = [pick(opened, 'it.checkout.id'), pick(cards, 'paymentMethods.methods.0.id')].map(String);
  assert.ok(!owned.includes('undefined'));
  const maras = [mara.accountId, mara.signInId, profileId, deviceId, ...owned];
  const ofMara = () => started.log.events.filter(({ stream }) => maras.some((id) => stream.endsWith(id))).length;
  const before = ofMara();
  let walked = 0;
  for (const isSignedIn of [true, false])
    for (const { name, about } of [...operations('Query'), ...operations('Mutation')]) {
      // One for each: what one account may change in an hour is bounded, and a refusal for that says nothing here.
      const headers = isSignedIn ? (await signedInAccount(started, { hash })).headers : {};
      // They are about the caller alone, and have no other argument; the second time they answer otherwise.
      if (name === 'Mutation.signOutEverywhere' || name === 'Mutation.requestExport') continue;
      // Who is not signed in at all can do less still: one id is enough.
      for (const id of isSignedIn ? maras : [mara.accountId]) {
        const [others, nobodys] = [randomUUID(), randomUUID()];
        const seen = await started.ask(about(id, others), {}, { headers });
        const none = await started.ask(about(nobodys, others), {}, { headers });
        const plain = (answer: typeof seen, given: string) =>
          JSON.stringify([answer.data, answer.errors.map(({ message }) => message)]).replaceAll(given, 'id');
        assert.equal(plain(seen, id), plain(none, nobodys), name);
        assert.notEqual(seen.errors[0]?.extensions.code, 'INTERNAL', `${name} ${JSON.stringify(seen)}`);
        walked += 1;
      }
      assert.equal(ofMara(), before, name);
    }
  assert.ok(walked > 150, String(walked));
});
