import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { test } from 'node:test';
import { isNonNullType } from 'graphql';
import { pick, startTestGateway } from '../testing/start.ts';
import { assetRow, titleRow } from '../testing/fakes.ts';
import { callOf, fieldsOf } from '../testing/calls.ts';
import { connect } from '../testing/socket.ts';

/** The whole list of what a viewer may do. Whoever adds to it changes this test on purpose. */
const VIEWERS_MAY = new Set([
  'Query.consistent',
  'Query.accountPolicy',
  'Query.judgePassword',
  'Query.plans',
  'Query.purchase',
  'Query.myPurchases',
  'Query.paymentMethods',
  'Query.checkout',
  'Query.mySubscription',
  'Query.myCredit',
  'Query.me',
  'Query.myAccount',
  'Query.myDevices',
  'Query.myConsents',
  'Query.supportLooks',
  'Query.seeingAs',
  'Query.offeredProfile',
  'Query.myExports',
  'Query.myBlockedDevices',
  'Query.myProfiles',
  'Query.mySecurity',
  'Query.title',
  'Query.titles',
  'Query.continueWatching',
  'Query.activeStreams',
  'Query.invoice',
  'Query.myInvoices',
  'Mutation.endSeeAs',
  'Mutation._',
  'Mutation.register',
  'Mutation.signIn',
  'Mutation.completeSignIn',
  'Mutation.passkeyOptions',
  'Mutation.signInByPasskey',
  'Mutation.renewSession',
  'Mutation.requestLink',
  'Mutation.useLink',
  'Mutation.resetPassword',
  'Mutation.startPairing',
  'Mutation.pollPairing',
  'Mutation.startPlayback',
  'Mutation.renewPlayback',
  'Mutation.endPlayback',
  'Mutation.markWatched',
  'Mutation.markUnwatched',
  'Mutation.removeFromContinueWatching',
  'Subscription._',
  'Subscription.titleChanged',
]);

test('a viewer is refused every query and mutation that is not on the list', async (t) => {
  const { ask, calls, log } = await startTestGateway(t);
  let walked = 0;
  for (const root of ['Query', 'Mutation'] as const)
    for (const field of fieldsOf(root)) {
      const name = `${root}.${field.name}`;
      const answer = await ask(`${root.toLowerCase()} { ${callOf(field)} }`);
      const refused =
        answer.errors[0]?.extensions.code === 'FORBIDDEN' || pick(answer, `${field.name}.__typename`) === 'NotAllowed';
      assert.equal(refused, !VIEWERS_MAY.has(name), `${name}: ${JSON.stringify(answer)}`);
      walked++;
    }
  assert.ok(walked >= 18, `only ${walked} fields were walked`);
  assert.deepEqual(
    calls
      .filter((each) =>
        /^(assets\.board|assets\.countByStage|assets\.byId|titles\.all|eventIndex|consistency\.(status|parked))/.test(
          each,
        ),
      )
      .slice(1),
    [],
  );
  // A screen that shows a code is nobody's yet.
  assert.deepEqual(
    log.events.filter(({ type }) => type !== 'identity.PairingStarted'),
    [],
  );
});

test('a viewer is refused every subscription that is not on the list', async (t) => {
  const { url } = await startTestGateway(t);
  const client = await connect(t, url);
  for (const field of fieldsOf('Subscription')) {
    // Without what may be left out: one that viewers may have then hears of everything.
    const args = field.args.filter((arg) => isNonNullType(arg.type));
    const received = client.subscribe(`subscription { ${callOf({ ...field, args } as typeof field)} }`);
    if (VIEWERS_MAY.has(`Subscription.${field.name}`)) {
      await client.caughtUp();
      assert.deepEqual(received.messages, [], field.name);
    } else {
      await received.ended;
      assert.match(JSON.stringify(received.messages), /"code":"FORBIDDEN"/, field.name);
    }
  }
});

test('a wrong operator token does not pass as a viewer on the socket', async (t) => {
  const { url } = await startTestGateway(t);
  await assert.rejects(connect(t, url, { authorization: 'Bearer wrong-token-of-some-length' }), /4403/);
});

test('a viewer sees neither drafts nor the asset behind a title', async (t) => {
  const asset = assetRow();
  const shown = titleRow({ assetId: asset.assetId });
  const draft = titleRow({ status: 'draft' });
  const taken = titleRow({ status: 'unpublished' });
  const { ask } = await startTestGateway(t, { rows: { titles: [shown, draft, taken], assets: [asset] } });
  const query = 'query T($id: ID!) { title(id: $id) { id } }';
  const withAsset = 'query T($id: ID!) { title(id: $id) { id asset { id } } }';
  assert.deepEqual(pick(await ask(query, { id: shown.titleId }), 'title'), { id: shown.titleId });
  assert.equal((await ask(withAsset, { id: shown.titleId })).errors[0]?.extensions.code, 'FORBIDDEN');
  for (const { titleId } of [draft, taken]) {
    assert.equal(pick(await ask(query, { id: titleId }), 'title'), null);
    assert.equal(pick(await ask(query, { id: titleId }, { operator: true }), 'title.id'), titleId);
  }
  assert.deepEqual(pick(await ask(withAsset, { id: shown.titleId }, { operator: true }), 'title.asset'), {
    id: asset.assetId,
  });
  assert.equal(pick(await ask(query, { id: "' or 1=1 --" }), 'title'), null);
});

test('an unpublished title cannot be played, and nobody learns that it exists', async (t) => {
  const draft = titleRow({ status: 'draft' });
  const { ask, log } = await startTestGateway(t, { rows: { titles: [draft] } });
  const start =
    'mutation P($c: ID!, $id: ID!) { startPlayback(commandId: $c, titleId: $id) { __typename ... on Refusal { code message } } }';
  const hidden = await ask(start, { c: randomUUID(), id: draft.titleId });
  const absent = await ask(start, { c: randomUUID(), id: randomUUID() });
  assert.equal(pick(hidden, 'startPlayback.__typename'), 'NotFound');
  assert.deepEqual(hidden.data, absent.data);
  assert.deepEqual(
    log.events.filter(({ type }) => type !== 'playback.PlaybackDecided'),
    [],
  );
});
