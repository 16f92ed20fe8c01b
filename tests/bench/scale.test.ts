import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';
import { language } from '../../schemas/language.ts';
import { HABITS, MEASURED, scaleOf, scaleTable } from './scale-figures.ts';

test('processors add up: twice the viewers take twice as many', () => {
  const [one, two] = [scaleOf(30_000), scaleOf(60_000)];
  assert.equal(one.heartbeatsPerSecond, 1000);
  assert.equal(one.processors.gateway, (1000 * MEASURED.heartbeat.gateway) / 1e6);
  assert.equal(two.processors.writer, 2 * one.processors.writer);
  assert.equal(one.bytesKept, 1000 * MEASURED.heartbeatBytes * 86_400 * HABITS.daysKept);
});

test('the page about scale shows the table that the figures give', () => {
  const page = readFileSync(new URL('../../docs/scale.md', import.meta.url), 'utf8');
  const squeezed = (text: string): string => text.replaceAll(/ +/g, ' ').replaceAll(/-{3,}/g, '---');
  for (const line of squeezed(scaleTable([20_000, 100_000, 1_000_000]))
    .trim()
    .split('\n'))
    assert.ok(squeezed(page).includes(line), line);
});

test('a heartbeat has the bytes that are reckoned with', () => {
  const id = '00000000-0000-4000-8000-000000000001';
  const at = '2026-01-02T03:04:05.678Z';
  const samples = [0, 10_000, 20_000].map((after) => ({
    ...{ ts: 1_767_323_105_000 + after, sta: 'p', pt: 60_000 + after, br: 3000, tb: 6000, bl: 18_000, mtp: 9400 },
    ...{ bsa: 0, bsda: 0, dfa: 0, sf: 'd', st: 'v', 'com.reprise-by': 22_000_000 },
  }));
  const data = {
    sessionId: id,
    titleId: id,
    profileId: id,
    seq: 2,
    startedAt: at,
    receivedAt: at,
    durationMs: 5_400_000,
    samples,
  };
  const event = language.encode({ type: 'playback.PlaybackHeartbeat', data }, id, {
    $correlationId: id,
    $causationId: id,
    commandId: id,
    actor: { kind: 'viewer', id },
    occurredAt: at,
  });
  const bytes = Buffer.byteLength(JSON.stringify(event.data)) + Buffer.byteLength(JSON.stringify(event.metadata));
  assert.equal(bytes, MEASURED.heartbeatBytes);
});
