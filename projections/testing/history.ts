import { filmHistory } from './film-history.ts';
import type { Addressed } from './made-events.ts';
import { createChance } from './random.ts';
import type { Chance } from './random.ts';
import { sessionHistory } from './session-history.ts';

export { makeEvent, type Addressed } from './made-events.ts';
export { filmHistory, refusedTitle } from './film-history.ts';
export { sessionHistory } from './session-history.ts';

/** Interleaves histories by chance; each keeps its own order. */
export function interleave(chance: Chance, histories: readonly (readonly Addressed[])[]): readonly Addressed[] {
  const left = histories.map((history) => [...history]).filter((history) => history.length > 0);
  const out: Addressed[] = [];
  while (left.length > 0) {
    const index = chance.below(left.length);
    const history = left[index] as Addressed[];
    out.push(history.shift() as Addressed);
    if (history.length === 0) left.splice(index, 1);
  }
  return out;
}

/** Films and viewings of them, mixed. The same seed gives the same history. */
export function mixedHistory(
  seed: number,
  { films, sessions }: { readonly films: number; readonly sessions: number },
): readonly Addressed[] {
  const chance = createChance(seed);
  const titleIds = Array.from({ length: 8 }, () => chance.uuid());
  const profileIds = Array.from({ length: 12 }, () => chance.uuid());
  const startedAt = (index: number): string => new Date(Date.UTC(2026, 0, 1) + index * 60_000).toISOString();
  return interleave(chance, [
    ...Array.from({ length: films }, (_, index) => filmHistory(chance, `Film ${index} – "ä\\ö"`)),
    ...Array.from({ length: sessions }, (_, index) =>
      sessionHistory(chance, {
        titleId: chance.pick(titleIds),
        profileId: chance.pick(profileIds),
        durationMs: 600_000,
        startedAt: startedAt(index),
      }),
    ),
  ]);
}
