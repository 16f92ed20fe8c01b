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
    receive: (payload: unknown) => listener?.('progress.job.x', payload),
    isSubscribed: () => listener !== undefined,
  };
};

test("a sign of another worker's job counts, one of our own and nonsense do not", () => {
  const { signals, receive, isSubscribed } = createSignals();
  const peers = watchPeers(signals, (jobId) => jobId === 'ours');
  for (const payload of [{ jobId: 'theirs' }, { jobId: 'ours' }, { jobId: 7 }, null, 'text']) receive(payload);
  assert.deepEqual(
    ['theirs', 'ours', '7', 'never'].map((jobId) => peers.wasSeenWithin(jobId, 60_000)),
    [true, false, false, false],
  );
  assert.equal(peers.wasSeenWithin('theirs', 0), false);
  peers.stop();
  assert.equal(isSubscribed(), false);
});

test('signs are forgotten when there are very many, the oldest first', () => {
  const { signals, receive } = createSignals();
  const peers = watchPeers(signals, () => false);
  for (let n = 0; n <= 1_000; n++) receive({ jobId: String(n) });
  assert.deepEqual([peers.wasSeenWithin('0', 60_000), peers.wasSeenWithin('1', 60_000)], [false, true]);
});
