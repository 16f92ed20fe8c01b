import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { test } from 'node:test';
import { traceIdOf } from '../../runtime/trace.ts';
import type { Metadata } from '../../schemas/kernel/metadata.ts';
import { startTestGateway } from '../testing/start.ts';

const START =
  'mutation S($id: ID!) { startUpload(commandId: $id, input: { fileName: "film.mp4", sizeBytes: "1" }) { __typename } }';

test('the trace of a request stands on the events that it caused, with a span of its own', async (t) => {
  const { ask, log } = await startTestGateway(t);
  const traceparent = '00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01';
  for (const given of [traceparent, 'nonsense'])
    await ask(START, { id: randomUUID() }, { operator: true, headers: { traceparent: given } });
  const [first, second] = log.events.map(({ metadata }) => (metadata as Metadata).traceparent);
  assert.equal(traceIdOf(first), traceIdOf(traceparent));
  assert.notEqual(first, traceparent);
  assert.ok(traceIdOf(second) !== undefined && traceIdOf(second) !== traceIdOf(first), 'nonsense begins a new trace');
});
