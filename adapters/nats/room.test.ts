import assert from 'node:assert/strict';
import { test } from 'node:test';
import { NatsError } from 'nats';
import { isOutage } from '../../ports/outage.ts';
import { firstThatFits, isNoRoom, LEAST_BYTES, sizesFor } from './room.ts';

const refusal = (code: number): NatsError => {
  const error = new NatsError('refused', '500');
  error.api_error = { code: 500, err_code: code, description: 'insufficient storage resources available' };
  return error;
};

test('sizes are halves, down to the least; what has no limit is tried as it is', () => {
  const sizes = sizesFor(1024 ** 3);
  assert.equal(sizes[0], 1024 ** 3);
  assert.equal(sizes.at(-1), LEAST_BYTES);
  assert.ok(sizes.every((size, at) => at === 0 || size >= (sizes[at - 1] ?? 0) / 2));
  assert.deepEqual(sizesFor(-1), [-1]);
});

test('the largest that fits is taken, and where none does the least is named', async () => {
  const room = 100 * 1024 ** 2;
  const tried: number[] = [];
  const add = async (bytes: number): Promise<void> => {
    tried.push(bytes);
    if (bytes > room) throw refusal(10_047);
  };
  assert.equal(await firstThatFits('TELEMETRY', sizesFor(1024 ** 3), add), 64 * 1024 ** 2);
  assert.equal(tried.length, 5);
  await assert.rejects(
    firstThatFits('TELEMETRY', sizesFor(1024 ** 3), () => Promise.reject(refusal(10_047))),
    (error: unknown) =>
      isOutage(error) && /no room for its stream TELEMETRY: JetStream needs 16 MiB at least/.test(String(error)),
  );
  await assert.rejects(
    firstThatFits('T', [1], () => Promise.reject(refusal(10_059))),
    { message: 'refused' },
  );
  assert.ok(!isNoRoom(new Error('insufficient storage')));
});
