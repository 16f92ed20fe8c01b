import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { test, type TestContext } from 'node:test';
import { PlaybackHeartbeat } from '../../schemas/playback/session.events.ts';
import { packageRow, titleRow } from '../testing/fakes.ts';
import { signedInAccount } from '../testing/account.ts';
import { pick, startTestGateway } from '../testing/start.ts';

const SET =
  'mutation($c: ID!, $given: Boolean!) { setConsent(commandId: $c, purpose: ANALYTICS, given: $given) { __typename ... on ConsentSaved { consent { given } } ... on Refusal { code } } }';
const MINE = '{ myConsents { purpose given since text history { given at } } }';
const START =
  'mutation($c: ID!, $id: ID!) { startPlayback(commandId: $c, titleId: $id) { ... on PlaybackStarted { sessionToken heartbeatUrl } } }';
const SAMPLE = { ts: 1_767_322_245_000, sta: 'p', pt: 1000, br: 3000, bsa: 2, mtp: 9000 };

async function start(t: TestContext) {
  const packageId = randomUUID();
  const title = titleRow({ packageId });
  const started = await startTestGateway(t, { rows: { titles: [title], packages: [packageRow(title)] } });
  const { ask, url, queues } = started;
  /** What is kept of a sample that somebody's player sends. */
  const kept = async (headers: Record<string, string>): Promise<unknown> => {
    const begun = await ask(START, { c: randomUUID(), id: title.titleId }, { headers });
    const sessionToken = pick(begun, 'startPlayback.sessionToken');
    const body = JSON.stringify({ sessionToken, seq: 1, samples: [SAMPLE] });
    const path = String(pick(begun, 'startPlayback.heartbeatUrl'));
    const answer = await fetch(url + path, { method: 'POST', headers: { 'content-type': 'application/json' }, body });
    assert.equal(answer.status, 202);
    return PlaybackHeartbeat.data.parse(queues.enqueued.at(-1)?.payload).samples[0];
  };
  return { ...started, kept };
}

test('nothing is agreed to before somebody does, and each decision stays with its time', async (t) => {
  const { ask, log, vault } = await start(t);
  const { headers } = await signedInAccount({ log, vault });
  const mine = async () =>
    pick(await ask(MINE, {}, { headers }), 'myConsents.0') as Record<string, unknown> & { history: unknown[] };
  const before = await mine();
  assert.deepEqual(
    [before['purpose'], before['given'], before['since'], before.history],
    ['ANALYTICS', false, null, []],
  );
  for (const given of [true, true, false]) {
    const answer = await ask(SET, { c: randomUUID(), given }, { headers });
    assert.equal(pick(answer, 'setConsent.consent.given'), given);
  }
  const after = await mine();
  assert.equal(after['given'], false);
  assert.deepEqual(
    after.history.map((each) => (each as { given: boolean }).given),
    [false, true],
  );
  assert.equal(pick(await ask(SET, { c: randomUUID(), given: true }), 'setConsent.code'), 'account.signed-out');
  assert.deepEqual(pick(await ask(MINE), 'myConsents'), []);
});

test('how films play is kept of who agreed; of others with an account only where they stopped', async (t) => {
  const { ask, kept, log, vault } = await start(t);
  const { headers } = await signedInAccount({ log, vault });
  const { ts, sta, pt } = SAMPLE;
  assert.deepEqual(await kept(headers), { ts, sta, pt });
  await ask(SET, { c: randomUUID(), given: true }, { headers });
  assert.deepEqual(await kept(headers), SAMPLE);
  await ask(SET, { c: randomUUID(), given: false }, { headers });
  assert.deepEqual(await kept(headers), { ts, sta, pt });
  assert.deepEqual(await kept({}), SAMPLE, 'a browser without an account is nobody');
});
