import { connect } from 'nats';
import { isMissing } from './failures.ts';
import { namespaceOf } from './namespace.ts';
import { STREAMS } from './streams.ts';

/**
 * Throws away whatever waits in the queues of an installation: it belongs to a log that is no longer used. What the new log
 * asks for is published again from there.
 * @throws when NATS does not answer
 */
export async function emptyQueues(url: string): Promise<void> {
  const names = namespaceOf(url);
  const connection = await connect({
    servers: [...names.servers],
    ...names.credentials,
    timeout: 5_000,
    name: 'reprise',
  });
  try {
    const manager = await connection.jetstreamManager({ checkAPI: false });
    for (const stream of STREAMS)
      await manager.streams.purge(names.stream(stream)).catch((error: unknown) => {
        if (!isMissing(error)) throw error;
      });
  } finally {
    await connection.close();
  }
}
