import { test } from 'node:test';
import { checkAcknowledged, checkAgainstReplay, checkBooks, checkCharges, checkLife } from './paying-checks.ts';
import { walk } from './paying-walk.ts';
import { startWorld } from './paying-world.ts';

test(
  'a customer tries, watches, pays, changes, owes, recovers, rents, gives back and leaves',
  { timeout: 600_000 },
  async (t) => {
    const began = performance.now();
    const world = await startWorld(t, (line) =>
      t.diagnostic(`${((performance.now() - began) / 1000).toFixed(1)} s: ${line}`),
    );
    await walk(world);
    const events = await checkAgainstReplay(world);
    await checkBooks(world);
    checkCharges(world, events);
    checkLife(events);
    checkAcknowledged(world, events);
  },
);
