/** Asks for the list of films again and again, from a process of its own, until it is told to stop; answers with the milliseconds of each. */
import { setTimeout as sleep } from 'node:timers/promises';

/** What a watcher is told: where to ask, and when to stop. */
export type WatchOrders = { readonly gateway: string } | 'stop';

const LIST = JSON.stringify({ query: '{ titles(first: 20) { edges { node { id name } } } }' });
const PAUSE_MS = 10;

let stopped = false;

async function watch(gateway: string): Promise<void> {
  stopped = false;
  const took: number[] = [];
  for (let visitor = 0; !stopped; visitor += 1) {
    const started = performance.now();
    const answer = await fetch(`${gateway}/graphql`, {
      method: 'POST',
      headers: {
        'content-type': 'application/json',
        // Others than those who sign in, and not always the same: one alone is held up.
        'x-forwarded-for': `10.8.${(visitor >> 8) & 255}.${visitor & 255}`,
      },
      body: LIST,
    });
    await answer.text();
    if (answer.status !== 200) throw new Error(`Answered ${answer.status}; the figure would be wrong.`);
    took.push(performance.now() - started);
    await sleep(PAUSE_MS);
  }
  process.send?.(took);
}

process.on('message', (orders: WatchOrders) => {
  if (orders === 'stop') stopped = true;
  else void watch(orders.gateway);
});
