import { setTimeout as sleep } from 'node:timers/promises';
import { createChance } from '../../projections/testing/random.ts';
import { ROLE_PROCESSES, type Installation, type Target } from '../chaos/installation.ts';

/** All roles in their processes, and the sandbox of payments. */
const TARGETS: readonly Target[] = [...ROLE_PROCESSES, 'payments'];
/** A kill strikes within this time after a step began, ms: before it, in the middle, or after. */
const WITHIN_MS = 2_000;

/** Kills parts of a platform while somebody walks through it. */
export interface Kills {
  /** Told that a step begins: with luck something is killed during it. One at a time. */
  readonly during: (it: Installation, step: string) => void;
  /** Resolves when what was killed last is back. */
  readonly over: () => Promise<void>;
  /** What was killed so far, and how often. */
  readonly done: () => ReadonlyMap<Target, number>;
}

/** @param often in which part of the steps, 0 to 1. The same seed deals the same kills, each target once in turn. */
export function createKills(seed: number, often: number, say: (line: string) => void): Kills {
  const chance = createChance(seed);
  const killed = new Map<Target, number>();
  let deck: Target[] = [];
  let busy: Promise<void> | undefined;
  let trouble: unknown;
  const kill = async (it: Installation, target: Target, ms: number, step: string): Promise<void> => {
    await sleep(ms);
    say(`kill -9 ${target}, ${ms} ms into: ${step}`);
    await it.kill(target);
    killed.set(target, (killed.get(target) ?? 0) + 1);
    it.died.throwIfAborted();
  };
  return {
    during(it, step) {
      // Dealt whether or not it can strike, so that a slow machine changes no later one.
      const [luck, ms] = [chance.next(), chance.below(WITHIN_MS)];
      if (deck.length === 0) deck = [...TARGETS];
      if (luck >= often || busy !== undefined) return;
      const target = deck.splice(chance.below(deck.length), 1)[0] as Target;
      busy = kill(it, target, ms, step)
        .catch((error: unknown) => void (trouble = error))
        .finally(() => (busy = undefined));
    },
    async over() {
      await busy;
      if (trouble !== undefined) throw trouble;
    },
    done: () => killed,
  };
}
