/**
 * `Streams.BatchAppend`: one long-lived call carries all appends of a client. Every append gets exactly one answer (a client
 * without one waits for ever, a second one crashes it), and appends are decided in the order in which they are complete.
 */
import type { ServerDuplexStream } from '@grpc/grpc-js';
import { malformed } from '../errors.ts';
import type { Node } from '../node.ts';
import { outgoing, type Batch, type Outgoing } from '../services/flow.ts';
import { DamagedLog } from '../storage/damage.ts';
import type { ProposedEvent } from '../storage/record.ts';
import { readBatchChunk, type BatchChunk } from '../wire/batch-append-request.ts';
import { encodeBatchFailure, encodeBatchSuccess, type BatchFailure } from '../wire/batch-append-response.ts';
import { INVALID_STREAM, isInvalidStream } from './metadata.ts';
import { MalformedMessage } from '../wire/protobuf.ts';
import { eventSize } from './size.ts';

/** Longest time that an append may take to arrive, ms. */
const WRITE_TIMEOUT = 2000;
/** The call is not read while this many bytes wait for the disk. */
const MAX_PENDING_BYTES = 32 * 1024 * 1024;

/** What appends of one call that are not whole yet may hold. The client sends those that fit the limit of an append in one piece. */
const MAX_UNFINISHED_BYTES = 16 * 1024 * 1024;

interface Unfinished {
  readonly stream: string;
  readonly expected: number;
  readonly events: ProposedEvent[];
  readonly timer: NodeJS.Timeout | undefined;
  size: number;
}

/** Serves one BatchAppend call. */
export function serveBatchAppend(node: Node, call: ServerDuplexStream<Buffer, Batch>): void {
  const out = outgoing(call, node.calls);
  const unfinished = new Map<string, Unfinished>();
  let unfinishedBytes = 0;
  let deciding = 0;
  let halfClosed = false;

  /** A client that has half-closed gets its last answers, then the end. */
  const endWhenAnswered = (): void => {
    if (halfClosed && deciding === 0 && unfinished.size === 0) out.finish();
  };

  const forget = (correlation: string): void => {
    const append = unfinished.get(correlation);
    if (append === undefined) return;
    clearTimeout(append.timer);
    unfinishedBytes -= append.size;
    unfinished.delete(correlation);
  };

  const fail = (correlation: string, stream: string, failure: BatchFailure): void => {
    forget(correlation);
    reply(out, call, encodeBatchFailure(correlation, stream, failure));
    endWhenAnswered();
  };

  const begin = (chunk: BatchChunk, now: number): Unfinished | undefined => {
    const { correlation, options } = chunk;
    if (options === undefined) return undefined;
    const stream = options.stream ?? '';
    if (isInvalidStream(stream)) {
      fail(correlation, stream.slice(0, 64), { kind: 'bad-request', message: INVALID_STREAM });
      return undefined;
    }
    const left = Math.min((options.deadline ?? Infinity) - now, WRITE_TIMEOUT);
    if (left <= 0) {
      fail(correlation, stream, { kind: 'timeout' });
      return undefined;
    }
    // an append that is whole in one chunk cannot time out while it arrives
    const timer = chunk.final ? undefined : setTimeout(() => fail(correlation, stream, { kind: 'timeout' }), left);
    const append: Unfinished = { stream, expected: options.expected, events: [], timer, size: 0 };
    unfinished.set(correlation, append);
    return append;
  };

  const finish = (correlation: string, append: Unfinished): void => {
    forget(correlation);
    deciding += 1;
    const { stream, expected } = append;
    void node.writer.append(stream, expected, append.events).then(
      (result) => {
        deciding -= 1;
        if (result.kind === 'written') {
          reply(out, call, encodeBatchSuccess(correlation, stream, result.revision, result.position));
          endWhenAnswered();
        } else if (result.kind === 'deleted') fail(correlation, stream, { kind: 'deleted' });
        else fail(correlation, stream, { kind: 'wrong-version', current: result.current, expected });
      },
      (error: unknown) => {
        // anything else is a bug, and the process must end
        if (!(error instanceof DamagedLog)) throw error;
        deciding -= 1;
        fail(correlation, stream, { kind: 'damaged', message: error.message });
      },
    );
  };

  const take = (bytes: Buffer): void => {
    const now = Date.now();
    const chunk = readBatchChunk(bytes, now);
    const { correlation } = chunk;
    const append = unfinished.get(correlation) ?? begin(chunk, now);
    if (append === undefined) return;
    if (chunk.fault !== undefined) {
      fail(correlation, append.stream, { kind: 'bad-request', message: chunk.fault });
      return;
    }
    for (const event of chunk.events) {
      const size = eventSize(event);
      append.size += size;
      unfinishedBytes += size;
      append.events.push(event);
    }
    if (append.size > node.maxAppendSize)
      fail(correlation, append.stream, { kind: 'too-big', limit: node.maxAppendSize });
    else if (chunk.final) finish(correlation, append);
    else if (unfinishedBytes > MAX_UNFINISHED_BYTES)
      fail(correlation, append.stream, { kind: 'bad-request', message: 'Too much is unfinished on this call.' });
  };

  call.on('data', (bytes: Buffer) => {
    if (out.ended) return;
    try {
      take(bytes);
    } catch (error) {
      // anything else is a bug with an append half done in memory: the process must end, the disk is right
      if (!(error instanceof MalformedMessage)) throw error;
      out.finish(malformed());
      return;
    }
    if (node.committer.pendingBytes() > MAX_PENDING_BYTES) {
      call.pause();
      void node.writer.idle().then(() => call.resume());
    }
  });
  call.on('end', () => {
    halfClosed = true;
    endWhenAnswered();
  });
  call.on('error', () => out.finish());
  out.onEnd(() => {
    for (const append of unfinished.values()) clearTimeout(append.timer);
    unfinished.clear();
  });
}

/** Sends one answer; a client that does not read its answers is not read either. */
function reply(out: Outgoing, call: ServerDuplexStream<Buffer, Batch>, message: Buffer): void {
  const behind = out.send(message);
  if (behind === undefined || call.isPaused()) return;
  call.pause();
  void behind.then(() => call.resume());
}
