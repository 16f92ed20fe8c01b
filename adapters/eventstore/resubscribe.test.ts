import { deepEqual, equal, rejects } from 'node:assert/strict';
import { describe, it } from 'node:test';
import { LogUnavailable } from '../../ports/event-log.ts';
import type { LogMessage, Position } from '../../ports/event-log.ts';
import { resubscribing } from './resubscribe.ts';

const checkpoint = (position: bigint): LogMessage => ({ kind: 'checkpoint', position });
const outage = new LogUnavailable('gone');

/** Connections that yield these checkpoints and then break; where each was opened is noted. */
function connections(...scripts: readonly (readonly bigint[])[]) {
  const openedAfter: Position[] = [];
  return {
    openedAfter,
    open: async function* (after: Position): AsyncGenerator<LogMessage> {
      for (const position of scripts[openedAfter.push(after) - 1] ?? []) yield checkpoint(position);
      throw outage;
    },
  };
}

describe('resubscribing', () => {
  it('goes on after the last position that was yielded, and counts failures in a row', async () => {
    const { open, openedAfter } = connections([1n, 2n], [], [], [3n], []);
    const attempts: number[] = [];
    const stop = new AbortController();
    const seen: LogMessage[] = [];
    const onInterruption = (error: unknown, attempt: number): void => {
      equal(error, outage);
      if (attempts.push(attempt) === 5) stop.abort();
    };
    for await (const message of resubscribing(open, { after: 0n, signal: stop.signal, onInterruption }, () => 0))
      seen.push(message);
    deepEqual(seen, [checkpoint(1n), checkpoint(2n), checkpoint(3n)]);
    deepEqual(openedAfter, [0n, 2n, 2n, 2n, 3n]);
    deepEqual(attempts, [1, 2, 3, 1, 2]);
  });
  it('resumes also when the server ends the connection politely', async () => {
    const stop = new AbortController();
    let opened = 0;
    const polite = async function* (): AsyncGenerator<LogMessage> {
      if ((opened += 1) === 2) stop.abort();
      yield { kind: 'caught-up' };
    };
    for await (const message of resubscribing(polite, { after: 0n, signal: stop.signal }, () => 0))
      equal(message.kind, 'caught-up');
    equal(opened, 2);
  });
  it('passes on what is not an outage', async () => {
    const broken = async function* (): AsyncGenerator<LogMessage> {
      yield { kind: 'caught-up' };
      throw new Error('access denied');
    };
    await rejects(async () => {
      for await (const message of resubscribing(broken, { after: 0n, signal: new AbortController().signal }))
        equal(message.kind, 'caught-up');
    }, /access denied/);
  });
});
