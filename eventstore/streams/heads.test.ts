import { equal } from 'node:assert/strict';
import { it } from 'node:test';
import type { Committer } from '../storage/commit.ts';
import type { Store } from '../storage/store.ts';
import { makeHeads } from './heads.ts';

it('heads are forgotten oldest first beyond the capacity, but none whose record is still on its way to disk', () => {
  let loads = 0;
  const store = {
    streamNumber: () => {
      loads += 1;
      return undefined;
    },
  } as unknown as Store;
  const committer = { committedPosition: () => 100 } as unknown as Committer;
  const heads = makeHeads(store, committer, 3);
  const staged = heads.get('staged');
  staged.newestPosition = 101;
  for (let n = 0; n < 1000; n += 1) heads.get(`s-${n}`);
  equal(heads.get('staged'), staged);
  equal(loads, 1001);
  heads.get('s-999');
  equal(loads, 1001);
  heads.get('s-0');
  equal(loads, 1002);
});
