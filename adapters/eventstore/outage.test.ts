import { equal, ok, rejects } from 'node:assert/strict';
import { describe, it } from 'node:test';
import { LogUnavailable } from '../../ports/event-log.ts';
import { createLimit } from './limit.ts';
import { asLogError, withDeadline } from './outage.ts';

describe('errors of the store', () => {
  it('are outages when trying again may help', () => {
    for (const fields of [
      { type: 'unavailable' },
      { type: 'deadline-exceeded' },
      { type: 'not-leader' },
      { code: 14 },
      { code: 1 },
    ]) {
      const cause = Object.assign(new Error('why'), fields);
      const error = asLogError(cause, 'appending to x');
      ok(error instanceof LogUnavailable);
      equal(error.cause, cause);
      ok(/appending to x: why/.test(error.message));
    }
  });
  it('say why, also when the client gives no reason', () => {
    for (const [fields, why] of [
      [{ code: 14 }, 'it cannot be reached'],
      [{ type: 'unavailable' }, 'unavailable'],
      [{ code: 14, details: 'No connection established' }, 'No connection established'],
    ] as const) {
      const { message } = asLogError(Object.assign(new Error(''), fields), 'appending to x') as Error;
      equal(
        message,
        `The event store did not answer while appending to x: ${why}. It is tried again; check that it runs.`,
      );
    }
  });
  it('stay what they are when trying again is in vain', () => {
    for (const fields of [
      { type: 'access-denied' },
      { type: 'maximum-append-size-exceeded' },
      { code: 7 },
      { type: 'unknown', code: 3 },
      {},
    ]) {
      const cause = Object.assign(new Error('why'), fields);
      equal(asLogError(cause, 'x'), cause);
    }
    equal(asLogError('text', 'x'), 'text');
  });
  it('a deadline rejects work that never ends, and is reported', async () => {
    let calls = 0;
    await rejects(
      withDeadline(new Promise(() => undefined), 1, 'waiting', () => {
        calls += 1;
      }),
      LogUnavailable,
    );
    equal(calls, 1);
    equal(
      await withDeadline(Promise.resolve(7), 10_000, 'waiting', () => {
        calls += 1;
      }),
      7,
    );
    await rejects(
      withDeadline(Promise.reject(new Error('own')), 10_000, 'waiting', () => {
        calls += 1;
      }),
      /own/,
    );
    equal(calls, 1);
  });
});

describe('limit', () => {
  it('lets only so many in at once, in order, and forgets nobody when work fails', async () => {
    const limited = createLimit(2);
    let inside = 0;
    let most = 0;
    const order: number[] = [];
    const results = await Promise.allSettled(
      Array.from({ length: 7 }, (_, n) =>
        limited(async () => {
          order.push(n);
          most = Math.max(most, (inside += 1));
          await new Promise((resolve) => setImmediate(resolve));
          inside -= 1;
          if (n % 3 === 0) throw new Error('fails');
        }),
      ),
    );
    equal(most, 2);
    equal(order.join(), '0,1,2,3,4,5,6');
    equal(results.filter(({ status }) => status === 'rejected').length, 3);
  });
});
