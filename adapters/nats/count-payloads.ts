import { connect, StringCodec } from 'nats';
import { isMissing } from './failures.ts';
import { namespaceOf } from './namespace.ts';
import { STREAMS } from './streams.ts';

/** More messages than wait for workers. Heartbeats name no account, and nobody reads through a day of them. */
const MOST = 20_000;
const codec = StringCodec();

/**
 * How many messages of the queues of jobs hold a text.
 * @throws when NATS does not answer
 */
export async function countPayloads(url: string, text: string): Promise<number> {
  const names = namespaceOf(url);
  const connection = await connect({
    servers: [...names.servers],
    ...names.credentials,
    timeout: 5_000,
    name: 'reprise',
  });
  try {
    const manager = await connection.jetstreamManager({ checkAPI: false });
    const stream = names.stream(STREAMS[0] ?? '');
    const info = await manager.streams.info(stream).catch(unlessMissing);
    if (info === undefined) return 0;
    const { first_seq: first, last_seq: last } = info.state;
    let found = 0;
    for (let seq = Math.max(first, last - MOST); seq <= last; seq += 1) {
      // One that was done with is there no longer.
      const message = await manager.streams.getMessage(stream, { seq }).catch(unlessMissing);
      if (message !== undefined && codec.decode(message.data).includes(text)) found += 1;
    }
    return found;
  } finally {
    await connection.close();
  }
}

function unlessMissing(error: unknown): undefined {
  if (!isMissing(error)) throw error;
}
