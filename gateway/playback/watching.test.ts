import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { test } from 'node:test';
import { createMemorySessionLeases } from '../../ports/testing/memory-session-leases.ts';
import { absentSharedState } from '../../ports/testing/memory-shared-state.ts';
import { packageRow, titleRow } from '../testing/fakes.ts';
import { pick, startTestGateway } from '../testing/start.ts';

const OPERATOR = { operator: true };
const ASK = 'query W($ids: [ID!]) { watchingNow(titleIds: $ids) { sessions titles { titleId sessions } } }';
const PLAY =
  'mutation P($c: ID!, $id: ID!) { startPlayback(commandId: $c, titleId: $id) { ... on PlaybackStarted { sessionToken heartbeatUrl } } }';
const END =
  'mutation E($c: ID!, $t: String!) { endPlayback(commandId: $c, sessionToken: $t, reason: QUIT, positionMs: 1) { __typename } }';

test('who watches now is shown to staff, in all and per title, and in the metrics', async (t) => {
  const clock = { now: 0 };
  const leases = createMemorySessionLeases(() => clock.now);
  const title = titleRow({ packageId: randomUUID() });
  const film = packageRow(title);
  const { ask, url } = await startTestGateway(t, {
    shared: { ...absentSharedState, leases },
    rows: { titles: [title], packages: [film] },
  });
  const other = randomUUID();
  const watching = async () => pick(await ask(ASK, { ids: [title.titleId, other] }, OPERATOR), 'watchingNow');
  const counted = (here: number) => ({
    sessions: here,
    titles: [
      { titleId: title.titleId, sessions: here },
      { titleId: other, sessions: 0 },
    ],
  });
  const metric = async (): Promise<string | undefined> =>
    /^reprise_sessions_watching (.+)$/m.exec(await (await fetch(`${url}/metrics`)).text())?.[1];
  const play = async () => {
    const answer = await ask(PLAY, { c: randomUUID(), id: title.titleId });
    return {
      token: String(pick(answer, 'startPlayback.sessionToken')),
      to: String(pick(answer, 'startPlayback.heartbeatUrl')),
    };
  };
  const sendHeartbeat = ({ token, to }: { token: string; to: string }, seq: number) =>
    fetch(url + to, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ sessionToken: token, seq, samples: [{ ts: 1, sta: 'p', pt: 1 }] }),
    });

  assert.deepEqual(await watching(), counted(0));
  const [first, second] = [await play(), await play()];
  assert.deepEqual(await watching(), counted(2));
  assert.equal(await metric(), '2');
  clock.now += 60_000;
  assert.equal((await sendHeartbeat(first, 1)).status, 202);
  clock.now += 60_000;
  assert.deepEqual(await watching(), counted(1), 'one sent no heartbeat for too long');
  assert.equal((await sendHeartbeat(second, 1)).status, 202);
  assert.deepEqual(await watching(), counted(2), 'and may come back');
  await ask(END, { c: randomUUID(), t: first.token });
  assert.equal((await sendHeartbeat(first, 2)).status, 202, 'a late heartbeat is taken');
  assert.deepEqual(await watching(), counted(1), 'but does not watch again');
  leases.setAway(true);
  assert.equal(await watching(), null, 'unknown is not 0');
  assert.equal(await metric(), undefined);
  leases.setAway(false);
  assert.equal(await metric(), '1');
});

test('who watches now is not for viewers, and takes ids of titles only', async (t) => {
  const { ask } = await startTestGateway(t);
  assert.equal((await ask(ASK)).errors[0]?.extensions.code, 'FORBIDDEN');
  for (const ids of [['nonsense'], Array.from({ length: 51 }, () => randomUUID())])
    assert.equal((await ask(ASK, { ids }, OPERATOR)).errors[0]?.extensions.code, 'BAD_INPUT');
  const unknown = await ask(ASK, {}, OPERATOR);
  assert.deepEqual([unknown.errors, pick(unknown, 'watchingNow')], [[], null]);
});
