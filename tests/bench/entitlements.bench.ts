import pg from 'pg';
import { explainPlayback, maySee } from '../../domain/playback/playback-decision.ts';
import { liveRights } from '../../gateway/playback/live-right.ts';
import type { GatewayServices } from '../../gateway/graphql/context-module.ts';
import type { GatewayPorts } from '../../gateway/ports.ts';
import { createGrantQueries } from '../../projections/billing/grants.queries.ts';
import { createTitleQueries } from '../../projections/catalog/titles.queries.ts';
import { startTestServices } from '../harness/services.ts';
import { pairOf, quantile, rate, time, type Benchmark, type Figure } from './bench.ts';
import { filmsAndRights, type FilmsAndRights, type Renter } from './films-and-rights.ts';
import { openScope } from './scope.ts';

/** Rentals in the log: as many, ten times and a hundred times as many. */
const HISTORIES = [2000, 20_000, 200_000];
/** Who watches meanwhile. */
const WATCHING = 1000;
const IN_FLIGHT = 16;
const CALLS = 4000;
const LISTS = 200;
const LIST = 50;
const ROUNDS = 5;

/** Decisions about playbacks against a select by primary key, and lists with and without them. */
export const entitlements: Benchmark = {
  name: 'entitlements',
  description:
    'decisions of who may watch what, against a select by primary key, and lists of films with and without them',
  async *run(report) {
    await using scope = openScope();
    const { urls } = await startTestServices(scope.afterwards, { postgres: true });
    for (const rentals of HISTORIES) {
      report(`${rentals} rentals`);
      const given = await filmsAndRights(scope, urls.postgres, rentals);
      const bare = new pg.Pool({ connectionString: given.url, max: IN_FLIGHT });
      // The server may end before the last connection has.
      bare.on('error', () => undefined);
      try {
        yield* measured(given, bare, `after ${rentals} rentals`);
      } finally {
        await bare.end();
      }
    }
  },
};

async function* measured({ renters, db, log }: FilmsAndRights, bare: pg.Pool, after: string): AsyncIterable<Figure> {
  const titles = createTitleQueries(db);
  const grants = createGrantQueries(db);
  const ports = {
    ...{ queries: { titles, grants }, log, accounts: 'optional', titlesWithoutRights: 'free', now: Date.now },
  } as unknown as GatewayPorts;
  const changes = { watch: () => undefined } as unknown as GatewayServices['changes'];
  const rightOf = liveRights({ ports, changes });
  const watching = renters.slice(0, WATCHING);
  const select = (nth: number) => {
    const { titleId } = someone(watching, nth);
    return bare.query({
      name: 'title',
      text: 'select status from titles.titles where title_id = $1',
      values: [titleId],
    });
  };
  const byHeart = async (nth: number): Promise<void> => {
    const { accountId, titleId } = someone(watching, nth);
    const right = await rightOf({
      sessionId: accountId,
      titleId,
      accountId,
      caller: { kind: 'viewer', audience: undefined },
    });
    if (right.kind !== 'play') throw new Error(`A renter may not play: ${right.kind}; the figure would be wrong.`);
  };
  const fromRows = async (nth: number): Promise<void> => {
    const { accountId, titleId } = someone(renters, nth * 7919);
    const [title, had] = await Promise.all([titles.byId(titleId), grants.ofAccount(accountId)]);
    const { allow } = explainPlayback({ caller: 'viewer', audience: undefined, title, where: here(), grants: had });
    if (!allow) throw new Error('A renter may not play; the figure would be wrong.');
  };
  // As the list of films asks: which of a page are shown is in its statement, and each is looked at again when it is.
  const list = async (): Promise<void> => {
    const at = Math.floor(Date.now() / 1000) * 1000;
    const page = await titles.published({ first: LIST, where: { ...here(), at } });
    const where = here();
    const shown = page.rows.filter(({ row }) => maySee({ caller: 'viewer', audience: undefined, title: row, where }));
    if (shown.length !== LIST) throw new Error(`${shown.length} films are shown; the figure would be wrong.`);
  };
  yield* compared(`decision of a segment or heartbeat, ${after}`, CALLS, byHeart, select);
  yield* compared(`decision by the read models, ${after}`, CALLS, fromRows, select);
  yield* compared(`list of ${LIST} with decisions, ${after}`, LISTS, list, () => titles.published({ first: LIST }));
}

const here = () => ({ territory: 'DE', at: Date.now(), titlesWithoutRights: 'free' }) as const;
const someone = (all: readonly Renter[], nth: number): Renter =>
  all[nth % all.length] ?? { accountId: '', titleId: '' };

type Call = (nth: number) => Promise<unknown>;

/** Calls a second and the time of the slowest hundredth, of both in turn. */
async function* compared(name: string, calls: number, ours: Call, limit: Call): AsyncIterable<Figure> {
  await timed(calls, ours);
  await timed(calls, limit);
  const rounds: { readonly ours: Timed; readonly limit: Timed }[] = [];
  for (let round = 0; round < ROUNDS; round += 1)
    rounds.push({ ours: await timed(calls, ours), limit: await timed(calls, limit) });
  const pair = (of: (each: Timed) => number) =>
    pairOf(
      rounds.map((each) => of(each.ours)),
      rounds.map((each) => of(each.limit)),
    );
  const perSecond = pair((each) => each.perSecond);
  const p99 = pair((each) => each.p99);
  yield rate(name, '/s', perSecond);
  yield time(`${name}, p99`, 'ms', p99);
}

interface Timed {
  readonly perSecond: number;
  readonly p99: number;
}

async function timed(calls: number, call: Call): Promise<Timed> {
  const took: number[] = [];
  let next = 0;
  const started = performance.now();
  const caller = async (): Promise<void> => {
    while (next < calls) {
      const nth = next++;
      const from = performance.now();
      await call(nth);
      took.push(performance.now() - from);
    }
  };
  await Promise.all(Array.from({ length: IN_FLIGHT }, caller));
  return { perSecond: calls / ((performance.now() - started) / 1000), p99: quantile(took, 0.99) };
}
