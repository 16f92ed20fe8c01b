import assert from 'node:assert/strict';
import { test } from 'node:test';
import { assetRow, titleRow } from '../testing/fakes.ts';
import { pick, startTestGateway } from '../testing/start.ts';

test('a list costs a fixed number of statements, however long it is', async (t) => {
  const assets = Array.from({ length: 50 }, () => assetRow());
  const titles = assets.map((asset) => titleRow({ assetId: asset.assetId }));
  for (const [index, asset] of assets.entries()) assets[index] = { ...asset, titleId: titles[index]?.titleId ?? '' };
  const { ask, calls } = await startTestGateway(t, { rows: { titles, assets } });
  const statements = async (query: string): Promise<string[]> => {
    calls.length = 0;
    const answer = await ask(query, {}, { operator: true });
    assert.deepEqual(answer.errors, []);
    // How far the read models are is asked for all operations together.
    return calls.filter(
      (call) => call !== 'consistency.version' && (call !== 'assets.board' || query.includes('assets')),
    );
  };
  for (let turn = 0; turn < 6; turn++) {
    // the last turns run the compiled plan
    assert.deepEqual(
      await statements(
        '{ titles(first: 50) { edges { node { id progress { positionMs } asset { stage title { name } } } } } }',
      ),
      ['titles.published', 'progress.forTitles', 'assets.byIds', 'titles.byIds'],
    );
    assert.deepEqual(await statements('{ assets(first: 50) { edges { node { id title { id name } } } } }'), [
      'assets.board',
      'titles.byIds',
    ]);
    assert.deepEqual(await statements('{ titles(first: 50) { edges { node { id name posterUrl playable } } } }'), [
      'titles.published',
    ]);
  }
});

test('a query waits for its token and says whether it was met', async (t) => {
  const { ask } = await startTestGateway(t);
  const satisfied = async (token: string, query = '{ titles { edges { cursor } } }'): Promise<string | null> =>
    (await ask(query, {}, { headers: { 'x-reprise-token': token } })).headers.get('x-reprise-satisfied');
  assert.equal(await satisfied('1000'), 'true');
  assert.equal(await satisfied('1001'), 'false');
  assert.equal(await satisfied('-1'), null);
  assert.equal(await satisfied('1001', '{ me { kind } }'), 'true', 'what reads no rows has nothing to wait for');
  assert.equal(pick(await ask('{ consistent(token: "5") }'), 'consistent'), true);
});

test('a query waits only for the read models that its fields read', async (t) => {
  const { ask, queries } = await startTestGateway(t);
  const waited: (readonly string[])[] = [];
  queries.consistency.waitFor = (_token, models) => {
    waited.push(models.toSorted((a, b) => a.localeCompare(b)));
    return Promise.resolve(true);
  };
  const headers = { 'x-reprise-token': '5' };
  for (const query of [
    '{ titles { edges { node { name } } } }',
    '{ titles { edges { node { ...P } } } } fragment P on Title { progress { positionMs } }',
    '{ assets { edges { node { title { name } } } } }',
    'query A { events { edges { cursor } } }',
  ])
    assert.deepEqual((await ask(query, {}, { operator: true, headers })).errors, [], query);
  await ask('{ consistent(token: "5") }');
  assert.deepEqual(waited.slice(0, 4), [['titles'], ['progress', 'titles'], ['assets', 'titles'], ['event_index']]);
  const all = waited[4] ?? [];
  for (const model of waited.slice(0, 4).flat()) assert.ok(all.includes(model), `any read model, also ${model}`);
});

test('a variable that must not be null has its default, however often its document is asked for', async (t) => {
  const titles = [titleRow(), titleRow(), titleRow()];
  const { ask } = await startTestGateway(t, { rows: { titles } });
  const query = 'query T($n: Int! = 2) { titles(first: $n) { edges { node { id } } } }';
  for (let each = 0; each < 8; each += 1) {
    const seen = pick(await ask(query), 'titles.edges') as unknown[];
    assert.equal(seen.length, 2, String(each));
    await new Promise((resolve) => setImmediate(resolve));
  }
  assert.equal((pick(await ask(query, { n: 1 }), 'titles.edges') as unknown[]).length, 1);
});
