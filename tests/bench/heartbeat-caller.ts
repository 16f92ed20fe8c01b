/**
 * Posts heartbeats from a process of its own, so that the caller's work is not the gateway's. Says when all were taken. It speaks HTTP/1.1 by
 * itself, over connections that it keeps: a hundred thousand players have processors of their own, and here there are two for everything.
 */
import { connect, type Socket } from 'node:net';

/** What a caller is told: whose heartbeats to post, under which numbers, how many at a time. */
export interface HeartbeatOrders {
  readonly gateway: string;
  /** Session tokens. */
  readonly tokens: readonly string[];
  /** Of each session, the batches from this number on. */
  readonly fromSeq: number;
  readonly eachSession: number;
  readonly atOnce: number;
}

const HEAD_END = '\r\n\r\n';

/** Three samples, as a player takes in thirty seconds. */
const batch = (sessionToken: string, seq: number): string => {
  const at = 1_767_323_045_000 + seq * 30_000;
  const samples = [0, 10_000, 20_000].map((after) => ({
    ...{ ts: at + after, sta: 'p', pt: seq * 30_000 + after, br: 3000, tb: 6000, bl: 18_000, mtp: 9400 },
    ...{ bsa: 0, bsda: 0, dfa: 0, sf: 'd', st: 'v', 'com.reprise-by': seq * 11_000_000 },
  }));
  return JSON.stringify({ sessionToken, seq, samples });
};

/** The status and the body of an answer that has arrived as a whole. */
function answerIn(text: string): { readonly status: string; readonly body: string } | undefined {
  const head = text.indexOf(HEAD_END);
  if (head === -1) return undefined;
  const body = text.slice(head + HEAD_END.length);
  const length = Number(/content-length: (\d+)/i.exec(text)?.[1]);
  return body.length < length ? undefined : { status: text.slice(9, 12), body };
}

/** One connection: posts what `next` gives, one after the other, to its end. */
function player(host: string, port: number, next: () => string | undefined): Promise<void> {
  return new Promise((resolve, reject) => {
    let text = '';
    const socket: Socket = connect(port, host, post);
    socket.setNoDelay(true);
    function post(): void {
      const request = next();
      if (request === undefined) socket.end(() => resolve());
      else socket.write(request);
    }
    socket.on('data', (chunk) => {
      text += String(chunk);
      const answer = answerIn(text);
      if (answer === undefined) return;
      text = '';
      if (answer.status === '202') post();
      else reject(new Error(`Not taken; the figure would be wrong: ${answer.status} ${answer.body}`));
    });
    socket.on('error', reject);
  });
}

async function run({ gateway, tokens, fromSeq, eachSession, atOnce }: HeartbeatOrders): Promise<void> {
  const { hostname, port, host } = new URL(gateway);
  const all = tokens.length * eachSession;
  let taken = 0;
  const next = (): string | undefined => {
    if (taken === all) return undefined;
    const session = taken % tokens.length;
    const body = batch(tokens[session] ?? '', fromSeq + Math.floor(taken / tokens.length));
    taken += 1;
    // Each session from an address of its own: an address has a limit.
    const from = `10.${(session >> 16) & 255}.${(session >> 8) & 255}.${session & 255}`;
    return [
      'POST /playback/heartbeats HTTP/1.1',
      `host: ${host}`,
      'content-type: application/json',
      `x-forwarded-for: ${from}`,
      `content-length: ${body.length}${HEAD_END}${body}`,
    ].join('\r\n');
  };
  await Promise.all(Array.from({ length: atOnce }, () => player(hostname, Number(port), next)));
  process.send?.('taken');
}

process.on('message', (orders: HeartbeatOrders) => {
  run(orders).catch((error: unknown) => process.send?.({ error: String(error) }));
});
