import { deepEqual, equal } from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { describe, it } from 'node:test';
import type { SessionLeases } from '../session-leases.ts';

const newSession = (titleId: string = randomUUID()) => ({ sessionId: randomUUID(), titleId });

/**
 * What every `SessionLeases` must do. `one` and `other` are two gateways that share them and nobody else, `shortLived` are the
 * same leases with a life of `shortMs`; `pass` lets milliseconds go by on the clock that they expire by.
 */
export function sessionLeasesContract(
  one: () => SessionLeases,
  other: () => SessionLeases,
  { shortLived, shortMs, pass }: { shortLived: () => SessionLeases; shortMs: number; pass: (ms: number) => unknown },
): void {
  const total = async (): Promise<number> => (await one().count([]))?.sessions ?? -1;
  const ofTitle = async (titleId: string): Promise<number | undefined> =>
    (await other().count([titleId]))?.byTitle.get(titleId);

  describe('session leases', () => {
    it('count each session once, in all and per title, whoever holds it', async () => {
      const before = await total();
      const [a, unwatched] = [newSession(), randomUUID()];
      const b = newSession(a.titleId);
      const c = newSession();
      for (const session of [a, b, c, a]) await one().hold(session);
      await other().hold(a);
      equal(await total(), before + 3);
      deepEqual(
        (await other().count([a.titleId, c.titleId, unwatched]))?.byTitle,
        new Map([
          [a.titleId, 2],
          [c.titleId, 1],
          [unwatched, 0],
        ]),
      );
      deepEqual((await other().count([]))?.byTitle, new Map());
      for (const session of [a, b, c]) await other().drop(session);
      equal(await total(), before);
      equal(await ofTitle(a.titleId), 0);
    });
    it('are taken by many at once, of one title and of several', async () => {
      const before = await total();
      const [first, alone] = [newSession(), newSession()];
      const many = Array.from({ length: 30 }, () => newSession(first.titleId));
      await one().drop(first);
      await Promise.all([first, alone, ...many, alone].map((session) => one().hold(session)));
      deepEqual(
        [await total(), await ofTitle(first.titleId), await ofTitle(alone.titleId)],
        [before + 31, 30, 1],
        'and the one that is over is not among them',
      );
      await Promise.all([alone, ...many].map((session) => one().drop(session)));
      equal(await total(), before);
    });
    it('end by themselves when nobody renews them, and only then', async () => {
      const before = await total();
      const [renewed, left] = [newSession(), newSession()];
      await shortLived().hold(left);
      await one().hold(renewed);
      await pass(shortMs + 1);
      deepEqual([await total(), await ofTitle(left.titleId), await ofTitle(renewed.titleId)], [before + 1, 0, 1]);
      await one().hold(left);
      equal(await ofTitle(left.titleId), 1);
      await one().drop(renewed);
      await one().drop(left);
    });
    it('say which sessions hold none, once they have been kept for as long as one lasts', async () => {
      const [held, left, ended, never] = [newSession(), newSession(), newSession(), newSession()];
      for (const session of [left, ended]) await shortLived().hold(session);
      await pass(shortMs + 1);
      for (const session of [held, ended]) await one().hold(session);
      await one().drop(ended);
      const asked = [held, left, ended, never].map(({ sessionId }) => sessionId);
      deepEqual(await shortLived().lapsed(asked), new Set([left, ended, never].map(({ sessionId }) => sessionId)));
      deepEqual(await shortLived().lapsed([]), new Set());
      const thousand = Array.from({ length: 1000 }, () => newSession());
      await Promise.all(thousand.map((session) => one().hold(session)));
      equal((await shortLived().lapsed(thousand.map(({ sessionId }) => sessionId)))?.size, 0);
      for (const session of [held, ...thousand]) await one().drop(session);
    });
    it('do not come back when a heartbeat is later than the end of its session', async () => {
      const before = await total();
      const session = newSession();
      await one().hold(session);
      await one().drop(session);
      await other().hold(session);
      deepEqual([await total(), await ofTitle(session.titleId)], [before, 0]);
      await one().drop(session);
      await one().drop(newSession());
      equal(await total(), before);
    });
  });
}
