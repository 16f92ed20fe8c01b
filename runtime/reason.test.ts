import assert from 'node:assert/strict';
import { test } from 'node:test';
import { reasonOf } from './reason.ts';

test('a reason is never empty, whatever an error leaves out', () => {
  const refused = Object.assign(new Error('connect ECONNREFUSED 127.0.0.1:1'), { code: 'ECONNREFUSED' });
  const cases: readonly (readonly [error: unknown, reason: string])[] = [
    [new Error('why'), 'why'],
    [new Error('14 UNAVAILABLE: '), '14 UNAVAILABLE'],
    [Object.assign(new Error(''), { details: 'No connection established' }), 'No connection established'],
    [new AggregateError([refused, refused], ''), 'connect ECONNREFUSED 127.0.0.1:1'],
    [new Error('', { cause: new Error('the cause') }), 'the cause'],
    [Object.assign(new Error(''), { code: 14 }), 'it cannot be reached'],
    [Object.assign(new Error(''), { code: 'ECONNRESET' }), 'ECONNRESET'],
    [Object.assign(new Error(' . '), { type: 'unavailable' }), 'unavailable'],
    [new TypeError(''), 'TypeError'],
    [{}, 'no reason was given'],
    ['', 'no reason was given'],
    [undefined, 'undefined'],
  ];
  for (const [error, reason] of cases) assert.equal(reasonOf(error), reason);
});
