/** Sending on a server stream no faster than the client reads it. */
import type { ServerDuplexStream, ServerWritableStream } from '@grpc/grpc-js';
import type { CallError } from '../errors.ts';
import type { OpenCalls } from './open-calls.ts';

/** A call with raw response messages. */
export type RawCall<Request> = ServerWritableStream<Request, Buffer> | ServerDuplexStream<Request, Buffer>;

/** The sending side of one call. */
export interface Outgoing {
  /** True once the client has gone or the call has been ended. */
  readonly ended: boolean;
  /** Sends one message; a promise if the client is behind, to be awaited before the next. */
  send(message: Buffer): Promise<void> | undefined;
  /** Ends the call with success, or with a status. */
  finish(error?: CallError): void;
  /** Calls back once when the call ends from either side; at once if it has. */
  onEnd(callback: () => void): void;
}

/** Wraps `call`, which is listed in `calls` until it ends. */
export function outgoing<Request>(call: RawCall<Request>, calls: OpenCalls): Outgoing {
  const endings = new Set<() => void>();
  let ended = false;
  let draining: Promise<void> | undefined;

  const close = (): void => {
    if (ended) return;
    ended = true;
    forget();
    for (const callback of endings) callback();
    endings.clear();
  };
  const finish = (error?: CallError): void => {
    if (ended) return;
    close();
    if (error === undefined) call.end();
    else call.emit('error', error);
  };
  const forget = calls.add(true, finish);
  call.on('cancelled', close);
  call.on('close', close);

  return {
    get ended() {
      return ended;
    },
    send(message) {
      if (ended || call.write(message)) return undefined;
      // one promise and one listener, however many messages wait
      draining ??= new Promise((resolve) => {
        const done = (): void => {
          draining = undefined;
          call.off('drain', done);
          endings.delete(done);
          resolve();
        };
        call.on('drain', done);
        endings.add(done);
      });
      return draining;
    },
    finish,
    onEnd(callback) {
      if (ended) callback();
      else endings.add(callback);
    },
  };
}

/** Lets other calls have a turn. */
export async function yieldTurn(): Promise<void> {
  return new Promise((resolve) => setImmediate(resolve));
}
