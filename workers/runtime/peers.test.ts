import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Signals } from '../../ports/signals.ts';
import { watchPeers } from './peers.ts';

const createSignals = () => {
  let listener: ((subject: string, payload: unknown) => void) | undefined;
  const signals: Signals = {
    publish: () => undefined,
    subscribe: (_, onMessage) => {
      listener = onMessage;
      return () => {
        listener = undefined;
      };
    },
  };
  return {
    signals,
    hear: (payload: unknown) => listener?.('progress.job.x', payload),
    isHeard: () => listener !== undefined,
  };
};

test("a sign of another worker's job counts, one of our own and nonsense do not", () => {
  const { signals, hear, isHeard } = createSignals();
  const peers = watchPeers(signals, (jobId) => jobId === 'ours');
  for (const payload of [{ jobId: 'theirs' }, { jobId: 'ours' }, { jobId: 7 }, null, 'text']) hear(payload);
  assert.deepEqual(
    ['theirs', 'ours', '7', 'never'].map((jobId) => peers.heardWithin(jobId, 60_000)),
    [true, false, false, false],
  );
  assert.equal(peers.heardWithin('theirs', 0), false);
  peers.stop();
  assert.equal(isHeard(), false);
});

test('signs are forgotten when there are very many, the oldest first', () => {
  const { signals, hear } = createSignals();
  const peers = watchPeers(signals, () => false);
  for (let n = 0; n <= 1_000; n++) hear({ jobId: String(n) });
  assert.deepEqual([peers.heardWithin('0', 60_000), peers.heardWithin('1', 60_000)], [false, true]);
});
