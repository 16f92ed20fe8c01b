import { WebSocket } from 'ws';

/** What a subscription brought so far, and its end. */
export interface Subscribed {
  readonly messages: readonly unknown[];
  readonly ended: Promise<void>;
  /** Resolves when at least `count` messages are there. */
  atLeast(count: number): Promise<void>;
  stop(): void;
}

export interface TestSocket {
  readonly raw: WebSocket;
  subscribe(query: string, variables?: object): Subscribed;
  /** Resolves when the server has worked off everything sent before. */
  caughtUp(): Promise<void>;
  /** The close code and reason. */
  readonly closed: Promise<{ readonly code: number; readonly reason: string }>;
}

interface Receiver {
  readonly messages: unknown[];
  readonly end: () => void;
  readonly waiting: { readonly count: number; readonly done: () => void }[];
}

/** A plain `graphql-transport-ws` client. Rejects with the close code when the server refuses. Closed after the test. */
export async function connect(
  t: { after(fn: () => void): void },
  url: string,
  payload: object = {},
  headers: Record<string, string> = {},
): Promise<TestSocket> {
  const raw = new WebSocket(`${url.replace('http', 'ws')}/graphql`, 'graphql-transport-ws', { headers });
  t.after(() => raw.terminate());
  const receivers = new Map<string, Receiver>();
  let pongs: (() => void)[] = [];
  const closed = new Promise<{ code: number; reason: string }>((resolve) =>
    raw.once('close', (code, reason) => {
      for (const receiver of receivers.values()) receiver.end();
      resolve({ code, reason: reason.toString() });
    }),
  );
  await new Promise<void>((resolve, reject) => {
    raw.once('error', reject);
    raw.once('close', (code) => reject(new Error(`closed with ${code}`)));
    raw.once('open', () => raw.send(JSON.stringify({ type: 'connection_init', payload })));
    raw.on('message', (data: Buffer) => {
      const message = JSON.parse(data.toString()) as {
        readonly type: string;
        readonly id?: string;
        readonly payload?: unknown;
      };
      if (message.type === 'connection_ack') resolve();
      if (message.type === 'pong') pongs.shift()?.();
      const receiver = receivers.get(message.id ?? '');
      if (receiver === undefined) return;
      if (message.type === 'next' || message.type === 'error') receiver.messages.push(message.payload);
      for (const { count, done } of receiver.waiting) if (receiver.messages.length >= count) done();
      if (message.type === 'complete' || message.type === 'error') receiver.end();
    });
  });
  return {
    raw,
    closed,
    subscribe(query, variables = {}) {
      const id = String(receivers.size + 1);
      let end = (): void => {};
      const ended = new Promise<void>((resolve) => {
        end = resolve;
      });
      const receiver: Receiver = { messages: [], end, waiting: [] };
      receivers.set(id, receiver);
      raw.send(JSON.stringify({ id, type: 'subscribe', payload: { query, variables } }));
      return {
        messages: receiver.messages,
        ended,
        atLeast: (count) =>
          receiver.messages.length >= count
            ? Promise.resolve()
            : new Promise((done) => receiver.waiting.push({ count, done })),
        stop: () => raw.send(JSON.stringify({ id, type: 'complete' })),
      };
    },
    // The server reads in order: when it answers a ping, what came before has been taken up.
    caughtUp: () =>
      new Promise<void>((resolve) => {
        pongs = [...pongs, resolve];
        raw.send(JSON.stringify({ type: 'ping' }));
      }),
  };
}
