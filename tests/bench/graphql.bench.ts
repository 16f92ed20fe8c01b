import { randomUUID } from 'node:crypto';
import autocannon from 'autocannon';
import Fastify from 'fastify';
import { executeOn } from '../../commands/testing/execute.ts';
import { paired, rate, type Benchmark } from './bench.ts';
import { startPlatform, type BenchPlatform } from './platform.ts';
import { openScope } from './scope.ts';

const TITLES = 20;
const SECONDS = 5;
const ROUNDS = 3;
const QUERY = `{ titles(first: ${TITLES}) { edges { node { id name synopsis releaseYear durationMs posterUrl playable } } pageInfo { hasNextPage endCursor } } }`;

/** A list query through GraphQL, read model and database, against Fastify answering the same JSON from memory. */
export const graphql: Benchmark = {
  name: 'graphql',
  description: `a list of ${TITLES} titles over HTTP, against Fastify answering the same JSON`,
  async *run(report) {
    await using scope = openScope();
    const platform = await startPlatform(scope, ['projector', 'gateway']);
    const gateway = new URL(platform.running.urls?.viewer ?? '').origin;
    report('publishing the titles');
    const token = await publishTitles(platform);
    const body = JSON.stringify({ query: QUERY });
    const headers = { 'content-type': 'application/json', authorization: `Bearer ${platform.operatorToken}` };
    const first = await fetch(`${gateway}/graphql`, {
      method: 'POST',
      body,
      headers: { ...headers, 'x-reprise-token': token },
    });
    const answer = (await first.json()) as { data?: { titles: { edges: unknown[] } } };
    if (answer.data?.titles.edges.length !== TITLES)
      throw new Error(`The list has not ${TITLES} titles: ${JSON.stringify(answer).slice(0, 500)}`);
    const plain = Fastify();
    plain.post('/graphql', async () => answer);
    const limit = await plain.listen({ host: '127.0.0.1', port: 0 });
    scope.afterwards.after(() => plain.close());
    const measure = (origin: string) => async (): Promise<number> => {
      const result = await autocannon({
        url: `${origin}/graphql`,
        method: 'POST',
        body,
        headers,
        connections: 16,
        duration: SECONDS,
        workers: 1,
      });
      if (result.non2xx + result.errors > 0)
        throw new Error(`${result.non2xx + result.errors} requests failed; the figure would be wrong.`);
      return result.requests.average;
    };
    report(`${ROUNDS} rounds of ${SECONDS} s each`);
    const requests = await paired(ROUNDS, measure(gateway), measure(limit));
    yield rate(`GraphQL list of ${TITLES} titles`, 'requests/s', requests);
  },
};

/** Titles as the pipeline leaves them, published. Returns the consistency token of the last one. */
async function publishTitles({ log }: BenchPlatform): Promise<string> {
  let token = '0';
  for (let index = 1; index <= TITLES; index += 1) {
    const [titleId, assetId, packageId] = [randomUUID(), randomUUID(), randomUUID()];
    const details = {
      name: `Film number ${index}`,
      synopsis: 'A film about a machine that is measured. '.repeat(4),
      releaseYear: 2026,
      attribution: null,
    };
    for (const [kind, type, data] of [
      ['process', 'CreateTitle', { titleId, assetId, details }],
      ['process', 'AttachTitleMedia', { titleId, assetId, packageId, durationMs: 180_000, poster: null }],
      ['staff', 'PublishTitle', { titleId }],
    ] as const) {
      const outcome = await executeOn(log)({
        streamId: titleId,
        commandId: randomUUID(),
        correlationId: titleId,
        actor: { kind, id: 'bench' },
        command: { type, data, at: new Date().toISOString() },
      });
      if (outcome.kind !== 'committed') throw new Error(`${type} was not committed: ${outcome.kind}`);
      token = outcome.token;
    }
  }
  return token;
}
