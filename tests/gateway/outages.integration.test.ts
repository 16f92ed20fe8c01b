import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { test } from 'node:test';
import { connect } from '../../gateway/testing/socket.ts';
import { pick } from '../../gateway/testing/start.ts';
import { startEventStore, startNats, startPostgres, startRedis, type Service } from '../../platform/services/index.ts';
import { inbox } from '../harness/inbox.ts';
import { cleanUpAfter } from '../harness/services.ts';
import { makeFilm, startGatewayToBreak } from './running.ts';

const { until } = inbox<never>();
const starters = { eventstore: startEventStore, nats: startNats, postgres: startPostgres, redis: startRedis } as const;
/** An outage is answered within this, or the caller would think that we hang. */
const TOLD_WITHIN_MS = 12_000;

test(
  'each service may go and come back: what needs it says so, everything else goes on',
  { timeout: 240_000 },
  async (t) => {
    const gateway = await startGatewayToBreak(t, ['projector', 'telemetry']);
    const { ask, url, services, operator, dataDir } = gateway;
    const film = await makeFilm(gateway, 'The film');
    const publish = (): ReturnType<typeof ask> =>
      ask(
        'mutation P($c: ID!, $id: ID!) { publishTitle(commandId: $c, titleId: $id) { __typename ... on Refusal { code } } }',
        { c: randomUUID(), id: film.titleId },
        { operator: true },
      );
    const edit = (name: string, commandId: string): ReturnType<typeof ask> =>
      ask(
        'mutation E($c: ID!, $id: ID!, $n: String!) { editTitle(commandId: $c, input: { titleId: $id, name: $n }) { __typename ... on TitleEdited { title { name } } } }',
        { c: commandId, id: film.titleId, n: name },
        { operator: true },
      );
    const list = (): ReturnType<typeof ask> => ask('{ titles { edges { node { name } } } }');
    const play = (): ReturnType<typeof ask> =>
      ask(
        'mutation W($c: ID!, $id: ID!) { startPlayback(commandId: $c, titleId: $id) { ... on PlaybackStarted { hlsUrl sessionToken heartbeatUrl } } }',
        { c: randomUUID(), id: film.titleId },
      );
    const ready = async (): Promise<{ status: number; broken: string[] }> => {
      const response = await fetch(`${url}/health/ready`, { headers: operator });
      const { checks } = (await response.json()) as { checks: { name: string; ok: boolean }[] };
      return { status: response.status, broken: checks.filter(({ ok }) => !ok).map(({ name }) => name) };
    };
    const timed = async <T>(work: Promise<T>): Promise<T> => {
      const started = performance.now();
      const result = await work;
      assert.ok(performance.now() - started < TOLD_WITHIN_MS, `took ${Math.round(performance.now() - started)} ms`);
      return result;
    };
    const restart = async (service: Service): Promise<void> => {
      const again = await starters[service.name as keyof typeof starters]({
        dataDir: `${dataDir}/..`,
        port: Number(new URL(service.url).port),
      });
      cleanUpAfter(t, () => again.stop());
    };

    assert.equal(pick(await publish(), 'publishTitle.__typename'), 'TitlePublished');
    const session = await play();
    const hls = new URL(String(pick(session, 'startPlayback.hlsUrl')), url);
    const sendHeartbeat = (seq: number): Promise<Response> =>
      fetch(url + String(pick(session, 'startPlayback.heartbeatUrl')), {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify({
          sessionToken: pick(session, 'startPlayback.sessionToken'),
          seq,
          samples: [{ ts: Date.now(), sta: 'p', pt: 1000 * seq }],
        }),
      });
    assert.equal((await sendHeartbeat(1)).status, 202);
    assert.deepEqual(await ready(), { status: 200, broken: [] });
    const listener = await connect(t, url);
    const received = listener.subscribe('subscription { titleChanged { name } }');
    await listener.caughtUp();

    await t.test('Redis', async () => {
      await services.redis.stop();
      await until(async () => (await ready()).broken.includes('redis'));
      assert.equal((await ready()).status, 200, 'nothing here needs Redis to answer');
      assert.deepEqual(
        [(await timed(list())).status, (await timed(sendHeartbeat(2))).status, (await timed(fetch(hls))).status],
        [200, 202, 200],
      );
      await restart(services.redis);
      await until(async () => (await ready()).broken.length === 0);
    });

    await t.test('the event store', async () => {
      await services.eventstore.stop();
      const commandId = randomUUID();
      const refused = await timed(edit('While it was away', commandId));
      assert.deepEqual(
        [refused.status, refused.errors[0]?.extensions.code],
        [503, 'UNAVAILABLE'],
        JSON.stringify(refused),
      );
      assert.deepEqual(
        [pick(await timed(list()), 'titles.edges.0.node.name'), (await fetch(hls)).status],
        ['The film', 200],
        'reading and watching go on',
      );
      assert.ok((await ready()).broken.includes('event store'));
      await restart(services.eventstore);
      await until(async () => (await ready()).broken.length === 0, 60_000);
      const edited = await edit('When it was back', commandId);
      assert.equal(pick(edited, 'editTitle.__typename'), 'TitleEdited', JSON.stringify(edited));
      // The projector may need longer than a mutation waits to find its way back; then the answer says so.
      assert.equal(
        pick(edited, 'editTitle.title.name'),
        edited.headers.get('x-reprise-satisfied') === 'true' ? 'When it was back' : 'The film',
      );
      await until(async () => pick(await list(), 'titles.edges.0.node.name') === 'When it was back', 60_000);
    });

    await t.test('NATS', async () => {
      await services.nats.stop();
      const refused = await timed(sendHeartbeat(3));
      assert.deepEqual([refused.status, refused.headers.get('retry-after')], [503, '5']);
      assert.deepEqual([(await timed(list())).status, (await fetch(hls)).status], [200, 200]);
      const edited = await timed(edit('Without signals', randomUUID()));
      assert.deepEqual(
        [pick(edited, 'editTitle.title.name'), edited.headers.get('x-reprise-satisfied')],
        ['Without signals', 'true'],
        'read your writes does not hang on the bus',
      );
      await restart(services.nats);
      await until(async () => (await sendHeartbeat(3)).status === 202, 60_000);
      await until(async () => {
        await edit(`Heard again ${randomUUID()}`, randomUUID());
        return JSON.stringify(received.messages).includes('Heard again');
      }, 60_000);
    });

    await t.test('PostgreSQL', async () => {
      await services.postgres.stop();
      const refused = await timed(list());
      assert.deepEqual(
        [refused.status, refused.errors[0]?.extensions.code],
        [503, 'UNAVAILABLE'],
        JSON.stringify(refused),
      );
      assert.equal((await timed(fetch(hls))).status, 200, 'a film that is being watched goes on');
      assert.equal((await ready()).status, 503);
      await restart(services.postgres);
      await until(async () => (await list()).status === 200, 60_000);
      await until(async () => (await ready()).broken.length === 0, 60_000);
    });
  },
);
