import assert from 'node:assert/strict';
import { test } from 'node:test';
import { KIDS_CAP as decided } from '../../domain/identity/profile.decider.ts';
import { capChoices, capWords, fittingCap, KIDS_CAP } from './maturity.ts';

test('a cap is told in words', () => {
  assert.deepEqual([0, 12, 18].map(capWords), ['Films for all ages', 'Films up to 12 years', 'All films']);
});

test('the ages to choose from are in order, hold the present one, and suit children', () => {
  const values = (kids: boolean, now: number) => capChoices(kids, now).map(([value]) => value);
  assert.deepEqual(values(false, 18), ['0', '6', '9', '12', '14', '16', '18']);
  assert.deepEqual(values(false, 13), ['0', '6', '9', '12', '13', '14', '16', '18']);
  assert.deepEqual(values(true, 18), ['0', '6', '9', '12']);
  assert.deepEqual([fittingCap(true, 18), fittingCap(true, 6), fittingCap(false, 18)], [12, 6, 18]);
});

test('children see films up to the age that the domain says', () => assert.equal(KIDS_CAP, decided));
