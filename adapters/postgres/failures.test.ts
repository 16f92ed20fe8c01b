import assert from 'node:assert/strict';
import { test } from 'node:test';
import pg from 'pg';
import { DatabaseUnavailable, DataRefused } from '../../ports/database.ts';
import { isOutage } from '../../ports/outage.ts';
import { classified, isNoSuchDatabase } from './failures.ts';

const ofCode = (code: string): Error =>
  Object.assign(new pg.DatabaseError('said by the server', 20, 'error'), { code });

test('what the server says for the moment is an outage, and what it says of the data is the data’s fault', () => {
  for (const code of ['08006', '25P03', '3D000', '40001', '40P01', '53100', '57P01', '57P03', '58030'])
    assert.ok(isOutage(classified(ofCode(code))), code);
  for (const code of ['22021', '22P02', '23505', '54000']) {
    const error = classified(ofCode(code));
    assert.equal(isOutage(error), false);
    assert.ok(error instanceof DataRefused, code);
    assert.equal(error.cause instanceof pg.DatabaseError, true);
  }
});

test('tables that are not there yet are waited for, with advice', () => {
  const error = classified(ofCode('42P01'));
  assert.ok(isOutage(error));
  assert.match(error.message, /rebuild.*reprise migrate/);
});

test('a database that was dropped is told from other outages', () => {
  assert.equal(isNoSuchDatabase(classified(ofCode('3D000'))), true);
  assert.equal(isNoSuchDatabase(classified(ofCode('57P01'))), false);
});

test('lost and refused connections are outages', () => {
  const refused = Object.assign(new Error('connect ECONNREFUSED 127.0.0.1:1'), { code: 'ECONNREFUSED' });
  const everywhere = new AggregateError([refused, refused]);
  for (const error of [
    refused,
    everywhere,
    new Error('Connection terminated unexpectedly'),
    new Error('timeout exceeded when trying to connect'),
  ])
    assert.ok(classified(error) instanceof DatabaseUnavailable, error.message);
});

test('what is nobody’s outage stays as it is: a bug', () => {
  for (const error of [ofCode('42601'), ofCode('28P01'), new TypeError('x is not a function'), 'thrown text'])
    assert.equal(classified(error), error);
});
