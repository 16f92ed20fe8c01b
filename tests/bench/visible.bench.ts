import { randomUUID } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import pg from 'pg';
import { executeOn } from '../../commands/testing/execute.ts';
import type { EventLog } from '../../ports/event-log.ts';
import { pairOf, quantile, time, type Benchmark, type Figure } from './bench.ts';
import { anEvent, fill } from './events.ts';
import { startPlatform } from './platform.ts';
import { openScope } from './scope.ts';

const TITLES = 100;
const PER_SECOND = 200;
const SECONDS = 4;
const ROUNDS = 3;
/** Events in the log before: few, ten times and a hundred times as many. */
const HISTORIES = [1000, 10_000, 100_000];
const EDIT = `mutation ($c: ID!, $i: EditTitleInput!) { editTitle(commandId: $c, input: $i) { __typename ... on TitleEdited { token } } }`;
const READ = `query ($id: ID!) { title(id: $id) { name } }`;

/** From a mutation to the answer that shows it, at a steady rate, against an append and a row that are written at the same rate. */
export const visible: Benchmark = {
  name: 'visible',
  description: `from a mutation to a query that shows it, at ${PER_SECOND} a second, against an append and a row`,
  async *run(report) {
    await using scope = openScope();
    const platform = await startPlatform(scope, ['projector', 'gateway'], { REPRISE_TRUSTED_PROXIES: '127.0.0.1' });
    const { log, urls, running, operatorToken } = platform;
    const url = `${new URL(running.urls?.viewer ?? '').origin}/graphql`;
    const pool = new pg.Pool({ connectionString: urls.postgres, max: 16 });
    pool.on('error', () => undefined);
    scope.afterwards.after(() => pool.end());
    await pool.query('create table bench_rows (id int primary key, name text)');
    const titles = await drafts(log);
    const edit = (nth: number) => editAndSee({ url, operatorToken, titleId: titles[nth % TITLES] ?? '' }, nth);
    const bare = async (nth: number): Promise<void> => {
      await log.append(`bench-${nth % TITLES}`, 'any', [anEvent()]);
      const values = [nth % TITLES, `name ${nth}`];
      await pool.query('insert into bench_rows values ($1, $2) on conflict (id) do update set name = $2', values);
    };
    let written = 0;
    for (const history of HISTORIES) {
      report(`${history} events in the log`);
      await fill(log, 'bench-history', history - written);
      written = history;
      yield* await inTurn(edit, bare, `after ${history} events`);
    }
  },
};

async function inTurn(ours: Call, limit: Call, after: string): Promise<readonly Figure[]> {
  await atRate(ours);
  await atRate(limit);
  const rounds: { readonly ours: readonly number[]; readonly limit: readonly number[] }[] = [];
  for (let round = 0; round < ROUNDS; round += 1) rounds.push({ ours: await atRate(ours), limit: await atRate(limit) });
  return [0.5, 0.99].map((share) =>
    time(
      `mutation to visible row at ${PER_SECOND}/s, p${share * 100}, ${after}`,
      'ms',
      pairOf(
        rounds.map((each) => quantile(each.ours, share)),
        rounds.map((each) => quantile(each.limit, share)),
      ),
    ),
  );
}

type Call = (nth: number) => Promise<unknown>;
let calls = 0;

/** Begins calls at a steady rate, however long they take; how long each took, ms. */
async function atRate(call: Call): Promise<readonly number[]> {
  const started = performance.now();
  const all: Promise<number>[] = [];
  for (let nth = 0; nth < PER_SECOND * SECONDS; nth += 1) {
    const due = started + (nth * 1000) / PER_SECOND;
    if (due > performance.now()) await sleep(due - performance.now());
    calls += 1;
    all.push(call(calls).then(() => performance.now() - due));
  }
  return Promise.all(all);
}

interface Editor {
  readonly url: string;
  readonly operatorToken: string;
  readonly titleId: string;
}

async function ask({ url, operatorToken }: Editor, nth: number, body: object, token?: string): Promise<Response> {
  return fetch(url, {
    method: 'POST',
    headers: {
      'content-type': 'application/json',
      authorization: `Bearer ${operatorToken}`,
      'x-forwarded-for': `10.6.${(nth >> 8) & 255}.${nth & 255}`,
      ...(token === undefined ? {} : { 'x-reprise-token': token }),
    },
    body: JSON.stringify(body),
  });
}

/** Gives a title another name, and asks until that is what it is called. */
async function editAndSee(editor: Editor, nth: number): Promise<void> {
  const { titleId } = editor;
  const variables = { c: randomUUID(), i: { titleId, name: `Name ${nth}` } };
  const text = await (await ask(editor, nth, { query: EDIT, variables })).text();
  const token = /"token":"(\d+)"/.exec(text)?.[1];
  if (token === undefined) throw new Error(`Not edited; the figure would be wrong: ${text.slice(0, 300)}`);
  const seen = await ask(editor, nth, { query: READ, variables: { id: titleId } }, token);
  const shown = await seen.text();
  if (seen.headers.get('x-reprise-satisfied') !== 'true' || !shown.includes('"Name '))
    throw new Error(`Not shown; the figure would be wrong: ${shown.slice(0, 300)}`);
}

/** Titles that can be edited. */
async function drafts(log: EventLog): Promise<readonly string[]> {
  const details = { name: 'A film', synopsis: null, releaseYear: 2026, attribution: null };
  return Promise.all(
    Array.from({ length: TITLES }, async () => {
      const [titleId, assetId] = [randomUUID(), randomUUID()];
      await executeOn(log)({
        streamId: titleId,
        commandId: randomUUID(),
        correlationId: titleId,
        actor: { kind: 'process', id: 'bench' },
        command: { type: 'CreateTitle', data: { titleId, assetId, details }, at: new Date().toISOString() },
      });
      return titleId;
    }),
  );
}
