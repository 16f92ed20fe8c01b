import { deepEqual, equal, throws } from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { Signals } from '../signals.ts';
import { collector } from './collector.ts';

/** What every `Signals` must do. `signals` may be shared by all tests: each uses subjects of its own. */
export function signalsContract(signals: () => Signals): void {
  let subjects = 0;
  const newSubject = (): string => `contract.${++subjects}`;

  describe('signals', () => {
    it('reach every subscriber of their subject, in order, as JSON', async (t) => {
      const subject = newSubject();
      const [one, two] = [collector<unknown>(), collector<unknown>()];
      t.after(signals().subscribe(subject, (_, payload) => one.put(payload)));
      t.after(signals().subscribe(subject, (_, payload) => two.put(payload)));
      for (const n of [1, 2, 3]) signals().publish(subject, { n, left: undefined });
      for (const seen of [one, two]) deepEqual(await seen.take(3), [{ n: 1 }, { n: 2 }, { n: 3 }]);
    });
    it('arrive later, never while they are published, and as they were then', async (t) => {
      const subject = newSubject();
      const seen = collector<unknown>();
      t.after(signals().subscribe(subject, (_, payload) => seen.put(payload)));
      const payload = { n: 1 };
      signals().publish(subject, payload);
      payload.n = 2;
      equal(seen.size(), 0);
      deepEqual(await seen.take(1), [{ n: 1 }]);
    });
    it('fit patterns: a star is one part of a subject, an arrow at the end one or more', async (t) => {
      const subject = newSubject();
      const [star, arrow, last] = [collector<string>(), collector<string>(), collector<string>()];
      t.after(signals().subscribe(`${subject}.*.x`, (at) => star.put(at)));
      t.after(signals().subscribe(`${subject}.>`, (at) => arrow.put(at)));
      t.after(signals().subscribe(`${subject}.last`, (at) => last.put(at)));
      const published = [subject, `${subject}.a.x`, `${subject}.a.b.x`, `${subject}.a.xy`, `${subject}.last`];
      for (const each of published) signals().publish(each, null);
      await last.take(1);
      deepEqual(await star.take(1), [`${subject}.a.x`]);
      deepEqual(await arrow.take(4), published.slice(1));
      deepEqual([star.size(), arrow.size()], [0, 0]);
    });
    it('stop when the subscriber unsubscribes', async (t) => {
      const subject = newSubject();
      const [gone, there] = [collector<unknown>(), collector<unknown>()];
      const unsubscribe = signals().subscribe(subject, (_, payload) => gone.put(payload));
      t.after(signals().subscribe(subject, (_, payload) => there.put(payload)));
      signals().publish(subject, 1);
      await gone.take(1);
      unsubscribe();
      signals().publish(subject, 2);
      deepEqual(await there.take(2), [1, 2]);
      equal(gone.size(), 0);
    });
    it('go on after a subscriber that throws', async (t) => {
      const subject = newSubject();
      const seen = collector<unknown>();
      t.after(
        signals().subscribe(subject, (_, payload) => {
          seen.put(payload);
          throw new Error('a subscriber is wrong');
        }),
      );
      signals().publish(subject, 1);
      signals().publish(subject, 2);
      deepEqual(await seen.take(2), [1, 2]);
    });
    it('may have no subscriber without harm, and must be JSON', () => {
      signals().publish(newSubject(), 1);
      throws(() => signals().publish(newSubject(), { n: 1n }), TypeError);
    });
  });
}
