/** Posts heartbeats from a process of its own, so that the caller's work is not the gateway's. Says when all were taken. */
import { Agent, request } from 'node:http';

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

const agent = new Agent({ keepAlive: true, maxSockets: 256 });

function post({ gateway }: HeartbeatOrders, session: number, body: string): Promise<void> {
  return new Promise((resolve, reject) => {
    // Each session from an address of its own: an address has a limit.
    const from = `10.${(session >> 16) & 255}.${(session >> 8) & 255}.${session & 255}`;
    const headers = { 'content-type': 'application/json', 'x-forwarded-for': from };
    const sent = request(`${gateway}/playback/heartbeats`, { method: 'POST', agent, headers }, (answer) => {
      let text = '';
      answer.on('data', (chunk: Buffer) => (text += String(chunk)));
      answer.on('end', () =>
        answer.statusCode === 202
          ? resolve()
          : reject(new Error(`Not taken; the figure would be wrong: ${answer.statusCode} ${text}`)),
      );
    });
    sent.on('error', reject);
    sent.end(body);
  });
}

/** Three samples, as a player takes in thirty seconds. */
const batch = (sessionToken: string, seq: number): string => {
  const at = 1_767_323_045_000 + seq * 30_000;
  const samples = [0, 10_000, 20_000].map((after) => ({
    ...{ ts: at + after, sta: 'p', pt: seq * 30_000 + after, br: 3000, tb: 6000, bl: 18_000, mtp: 9400 },
    ...{ bsa: 0, bsda: 0, dfa: 0, sf: 'd', st: 'v', 'com.reprise-by': seq * 11_000_000 },
  }));
  return JSON.stringify({ sessionToken, seq, samples });
};

async function run(orders: HeartbeatOrders): Promise<void> {
  const { tokens, fromSeq, eachSession, atOnce } = orders;
  const all = tokens.length * eachSession;
  let next = 0;
  const caller = async (): Promise<void> => {
    while (next < all) {
      const session = next % tokens.length;
      const seq = fromSeq + Math.floor(next / tokens.length);
      next += 1;
      await post(orders, session, batch(tokens[session] ?? '', seq));
    }
  };
  await Promise.all(Array.from({ length: atOnce }, caller));
  process.send?.('taken');
}

process.on('message', (orders: HeartbeatOrders) => {
  run(orders).catch((error: unknown) => process.send?.({ error: String(error) }));
});
