import { deepEqual, equal, ok } from 'node:assert/strict';
import { it } from 'node:test';
import { ease } from './ease.ts';
import { daysOf, prequential } from './prequential.ts';
import type { Watch } from './past.ts';
import { personal, plainEase, popularOfDay, type Ranker } from './rankers.ts';
import { seededRandom } from './seeded-random.ts';

const DAY = 86_400;
const build = async (square: Int32Array, lambda: number) => ease(square, lambda);
const plan = { lambda: 1, build };

it('weights are made anew each day', () => {
  const watches = [0, 10, DAY - 1, DAY, DAY + 5, 3 * DAY].map((at, nth) => ({ profile: nth, title: 0, at }));
  deepEqual(daysOf(watches, [0, 6]), [0, 3, 5]);
  deepEqual(daysOf(watches, [1, 5]), [1, 3]);
  deepEqual(daysOf(watches, [2, 2]), []);
});

it('a ranker knows what was before a watch and nothing of it or after it', async () => {
  const seen: string[] = [];
  const spy: Ranker = {
    name: 'spy',
    score({ history, lastDay, ever }, into) {
      seen.push(`${history.join()} | ${lastDay.join()} | ${ever.join()}`);
      into.fill(0);
    },
  };
  const watches: Watch[] = [
    { profile: 0, title: 0, at: 0 },
    { profile: 1, title: 0, at: 10 },
    { profile: 0, title: 1, at: 20 },
    { profile: 0, title: 1, at: 30 },
    { profile: 1, title: 1, at: DAY + 15 },
  ];
  const results = await prequential({ ...plan, watches, window: [1, 5], rankers: [spy] });
  deepEqual(seen, [' | 1 | 1', '0 | 2 | 2', '0 | 0,1 | 2,1']);
  // The second title was there for nobody before, and the repeat is no watch.
  deepEqual(
    results.get('spy')?.map(({ place, isCold }) => [place, isCold]),
    [
      [0, true],
      [undefined, false],
      [0, false],
    ],
  );
});

it('who has a taste is foreseen by it, and the taste of the day by what is popular', async () => {
  const random = seededRandom(9);
  // Two kinds of films, two kinds of profiles; each watches its own kind.
  const watches = Array.from({ length: 4000 }, (_, nth): Watch => {
    const profile = Math.floor(random() * 200);
    return { profile, title: 2 * Math.floor(random() * 30) + (profile % 2), at: nth * 600 };
  });
  const ours = personal('ours', { historyHalfLife: 20, popularityHalfLife: 30 * DAY, popularityPower: 0.2 });
  const rankers = [ours, plainEase(20), popularOfDay];
  const results = await prequential({ ...plan, lambda: 20, watches, window: [2500, 4000], rankers });
  const hits = (name: string) =>
    results.get(name)?.filter(({ place }) => place !== undefined && place < 10).length ?? 0;
  ok(hits('ours') > 1.5 * hits('1-day popularity'), `${hits('ours')} of ours, ${hits('1-day popularity')} of the day`);
  ok(hits('EASE alone') > 1.5 * hits('1-day popularity'));
  // Nothing is shown twice, or that the profile has seen.
  for (const { shown } of results.get('ours') ?? []) equal(new Set(shown).size, shown.length);
});
