import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';
import { openEventLog } from '../../adapters/eventstore/event-log.ts';
import { silentLogger } from '../../ports/testing/silent-logger.ts';
import { POLICY_VERSION } from '../../domain/playback/playback-decision.ts';
import { language } from '../../schemas/language.ts';
import { reprise } from '../harness/reprise.ts';
import { startTestServices } from '../harness/services.ts';

const sample = (type: string): Record<string, unknown> =>
  (
    JSON.parse(readFileSync(new URL(`../../schemas/fixtures/${type}.v1.json`, import.meta.url), 'utf8')) as {
      readonly data: Record<string, unknown>;
    }
  ).data;

test('the command line makes decisions again by a real log, names what differs, and says so by its exit code', async (t) => {
  const { urls, dataDir, closeFirst } = await startTestServices(t, {
    ...{ eventstore: true, postgres: true, nats: true, redis: true },
  });
  const log = openEventLog({ url: urls.eventstore, log: silentLogger });
  closeFirst(() => Promise.allSettled([log.close()]));
  const env = {
    REPRISE_DATA_DIR: dataDir,
    REPRISE_EVENTSTORE_URL: urls.eventstore,
    REPRISE_DATABASE_URL: urls.postgres,
    REPRISE_NATS_URL: urls.nats,
    REPRISE_REDIS_URL: urls.redis,
  };
  const say = async (stream: string, type: string, given: Record<string, unknown> = {}): Promise<void> => {
    const event = language.encode({ type, data: { ...sample(type), ...given } }, randomUUID(), {
      ...{ $correlationId: 'c', $causationId: 'c', commandId: randomUUID(), actor: { kind: 'system', id: 'test' } },
      occurredAt: new Date().toISOString(),
    });
    assert.equal((await log.append(stream, 'any', [event])).kind, 'appended');
  };
  const { titleId } = sample('catalog.TitleCreated') as { titleId: string };
  for (const type of ['TitleCreated', 'TitleMediaAttached', 'TitlePublished'])
    await say(`title-${titleId}`, `catalog.${type}`);
  const inputs = {
    ...{ at: new Date().toISOString(), caller: 'viewer', territory: 'DE', titlesWithoutRights: 'free' },
    ...{ audience: null, titleRevision: '2', rightsRevision: null, profilePosition: null, grants: [] },
    ...{ device: null, streams: null },
  };
  const granted = {
    ...{ allow: true, reason: null, allReasons: [], grantId: null, maxHeight: null, validUntil: null },
    policyVersion: POLICY_VERSION,
  };
  await say(`decision-${randomUUID()}`, 'playback.PlaybackDecided', { ...granted, inputs });
  const same = await reprise(t, ['decisions', 'verify'], env);
  assert.equal(same.code, 0, same.stderr);
  assert.match(same.stderr, /1 decisions since .*all are the same again/);
  const sessionId = randomUUID();
  await say(`decision-${sessionId}`, 'playback.PlaybackDecided', {
    ...granted,
    ...{ sessionId, allow: false, reason: 'MATURITY', allReasons: ['MATURITY'], inputs },
  });
  const other = await reprise(t, ['decisions', 'verify', '--since', '2h'], env);
  assert.equal(other.code, 1, other.stderr);
  const difference = JSON.parse(other.stdout) as Record<string, unknown>;
  assert.deepEqual([difference['kind'], difference['sessionId']], ['unexplained', sessionId]);
  assert.equal((await reprise(t, ['decisions', 'verify', '--since', 'ever'], env)).code, 1);
});
