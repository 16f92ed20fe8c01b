import assert from 'node:assert/strict';
import { test } from 'node:test';
import { checkAcknowledged, checkBooks, checkCharges, checkLife, checkTimers } from '../payments/checks.ts';
import { checkAgainstReplay } from '../chaos/replay.ts';
import { createKills } from './paying-kills.ts';
import { walk } from './paying-walk.ts';
import { startWorld } from './paying-world.ts';
import { rounds } from '../harness/rounds.ts';

/** Kills in this part of the some forty steps; in `npm run test:long` in nearly every one, and several customers one after the other. */
const OFTEN = rounds(1) > 1 ? 0.9 : 0.4;
const CUSTOMERS = Math.ceil(rounds(1) / 3);

for (let customer = 0; customer < CUSTOMERS; customer += 1)
  test(
    'a customer tries, watches, pays, changes, owes, recovers, rents, gives back and leaves while everything is killed',
    { timeout: 600_000 },
    async (t) => {
      const seed = Number(process.env['REPRISE_TEST_SEED'] ?? Math.floor(Math.random() * 2 ** 31));
      const began = performance.now();
      const story = [`seed ${seed} (repeat with REPRISE_TEST_SEED=${seed})`];
      t.diagnostic(story[0] ?? '');
      const say = (line: string): void => {
        const told = `${((performance.now() - began) / 1000).toFixed(1)} s: ${line}`;
        story.push(told);
        t.diagnostic(told);
      };
      const kills = createKills(seed, OFTEN, say);
      try {
        const world = await startWorld(t, { say, during: kills.during });
        await walk(world);
        await kills.over();
        const events = await checkAgainstReplay(world);
        await checkBooks(world);
        checkCharges(world.it, events);
        checkTimers(events);
        checkLife(events);
        checkAcknowledged(world, events);
        assert.ok(kills.done().size > 0, 'something was killed');
      } catch (error) {
        throw new Error(`failed in this story:\n${story.join('\n')}`, { cause: error });
      }
    },
  );
