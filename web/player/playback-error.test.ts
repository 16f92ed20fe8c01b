import assert from 'node:assert/strict';
import { test } from 'node:test';
import {
  describe,
  describeStop,
  isForbidden,
  isInterruption,
  isTakenDown,
  mayPlayOtherwise,
} from './playback-error.ts';

const engine = (category: number, code: number, data: unknown[] = []) => ({ category, code, data, severity: 2 });

test('an expired link asks for a new permission, a missing file does not', () => {
  assert.match(describe(engine(1, 1001, ['/v/x', 403])).title, /permission/);
  assert.match(describe(engine(1, 1001, ['/v/x', 404])).title, /no longer there/);
  assert.match(describe(engine(1, 1001, ['/v/x', 503])).title, /trouble/);
  const gone = engine(1, 1001, ['/v/x', 410]);
  assert.match(describe(gone).title, /not shown any more/);
  assert.deepEqual(
    [describe(gone).isOver, isTakenDown(gone), isTakenDown(engine(1, 1001, ['/v/x', 404]))],
    [true, true, false],
  );
});

test('every error has a code and a remedy', () => {
  for (const error of [
    engine(1, 1002),
    engine(3, 3016),
    engine(4, 4001),
    engine(5, 5001),
    engine(9, 9999),
    new Error('x'),
    null,
  ]) {
    const said = describe(error);
    assert.ok(said.code.length > 3 && said.remedy.length > 20, JSON.stringify(said));
  }
});

test('every way to be stopped says what happened and that the place in the film is kept, and nothing that is new breaks it', () => {
  for (const reason of ['kicked', 'evicted', 'signed_out', 'lease_expired', 'of-a-later-version']) {
    const { title, remedy, code, isStop } = describeStop(reason);
    assert.ok(title.length > 10 && code === `stopped-${reason}` && isStop === true);
    assert.match(remedy, /place in the film is kept/);
  }
  assert.deepEqual([isForbidden(engine(1, 1001, ['u', 403])), isForbidden(engine(1, 1001, ['u', 410]))], [true, false]);
});

test('whatever is broken in one format may work in the other, but a lost connection is lost for both', () => {
  assert.deepEqual(
    [engine(4, 4001), engine(3, 3016), engine(1, 1002), engine(7, 7000), new Error('x')].map(mayPlayOtherwise),
    [true, true, false, false, true],
  );
  assert.equal(isInterruption(engine(7, 7000)), true);
});
