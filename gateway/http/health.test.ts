import assert from 'node:assert/strict';
import { test } from 'node:test';
import { absentSharedState } from '../../ports/testing/memory-shared-state.ts';
import { startTestGateway } from '../testing/start.ts';

interface Ready {
  readonly ok: boolean;
  readonly status: string;
  readonly checks: readonly { readonly name: string; readonly ok: boolean; readonly detail: string }[];
}

const titles = { name: 'titles', position: '7', parked: 0, updatedAt: '2026-01-01T00:00:00.000Z' } as const;
const shared = { health: async () => ({ ok: true, detail: 'fine' }) };

test('readiness is degraded while something pauses or is parked, and says what to do', async (t) => {
  const { url, queries, ...fakes } = await startTestGateway(t);
  const ready = async (): Promise<Ready & { readonly code: number }> => {
    const answer = await fetch(`${url}/health/ready`);
    return { ...((await answer.json()) as Ready), code: answer.status };
  };
  const found = ({ checks }: Ready, name: string) => checks.find((check) => check.name === name);
  queries.consistency.status = async () => [{ ...titles, state: 'live' }];
  assert.deepEqual(found(await ready(), 'parked and paused'), {
    name: 'parked and paused',
    required: false,
    ok: true,
    detail: 'nothing',
  });
  queries.consistency.status = async () => [{ ...titles, state: 'paused' }];
  queries.consistency.parkedCounts = async () => [{ consumer: 'processor/ingest', events: 2, keys: 1 }];
  queries.consistency.troubles = async () => ['titles is paused', 'processor/ingest has parked 2 events'];
  queries.jobs.openByKind = async () => new Map([['encode', 3]]);
  const told = await ready();
  assert.deepEqual([told.code, told.ok, told.status], [200, true, 'degraded']);
  assert.match(
    found(told, 'parked and paused')?.detail ?? '',
    /titles is paused.*processor\/ingest has parked 2 events/,
  );
  assert.equal(found(told, 'queues')?.detail, 'open: 3 encode');
  // A message that its worker has not taken off yet is no open job.
  await fakes.queues.enqueue('jobs.probe', {}, 'left-over');
  assert.equal(found(await ready(), 'queues')?.detail, 'open: 3 encode');

  const metrics = await (await fetch(`${url}/metrics`)).text();
  for (const line of [
    'reprise_projection_paused{projection="titles"} 1',
    'reprise_parked_events{consumer="processor/ingest"} 2',
    'reprise_blocked_keys{consumer="processor/ingest"} 1',
    'reprise_jobs_open{kind="encode"} 3',
  ])
    assert.ok(metrics.includes(line), line);
});

test('all is well only when every check is', async (t) => {
  const { url } = await startTestGateway(t, { shared: { ...absentSharedState, ...shared } });
  assert.equal(((await (await fetch(`${url}/health/ready`)).json()) as Ready).status, 'ok');
});
