import { fork, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { pairOf, quantile, time, type Figure } from './bench.ts';
import type { SignInOrders } from './sign-in-caller.ts';
import type { WatchOrders } from './watch-caller.ts';

const ROUNDS = 5;
const ALONE_MS = 4000;

const start = (file: string): ChildProcess => fork(fileURLToPath(new URL(file, import.meta.url)));
const answerOf = async <T>(child: ChildProcess): Promise<T> => ((await once(child, 'message')) as [T])[0];

/** How long those wait who look at films, while a thousand sign in at once, against the same alone. */
export async function whileACrowdSignsIn(orders: Omit<SignInOrders, 'signIns' | 'atOnce'>): Promise<readonly Figure[]> {
  const [watcher, crowd] = [start('watch-caller.ts'), start('sign-in-caller.ts')];
  const watchDuring = async (doing: () => Promise<unknown>): Promise<readonly number[]> => {
    const { gateway } = orders;
    watcher.send({ gateway } satisfies WatchOrders);
    await doing();
    const answer = answerOf<readonly number[]>(watcher);
    watcher.send('stop' satisfies WatchOrders);
    return answer;
  };
  const all: SignInOrders = { ...orders, signIns: 1000, atOnce: 1000, mayBeRefused: true };
  const rushing = () =>
    watchDuring(async () => {
      crowd.send(all);
      await answerOf(crowd);
    });
  const alone = () => watchDuring(() => sleep(ALONE_MS));
  try {
    await alone();
    await rushing();
    const rounds: { readonly during: readonly number[]; readonly alone: readonly number[] }[] = [];
    for (let round = 0; round < ROUNDS; round += 1) rounds.push({ alone: await alone(), during: await rushing() });
    return [0.5, 0.95].map((share) =>
      time(
        `a list while 1,000 sign in at once, p${share * 100}, against alone`,
        'ms',
        pairOf(
          rounds.map(({ during }) => quantile(during, share)),
          rounds.map((each) => quantile(each.alone, share)),
        ),
      ),
    );
  } finally {
    watcher.kill();
    crowd.kill();
  }
}
