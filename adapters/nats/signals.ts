import { StringCodec } from 'nats';
import type { NatsConnection } from 'nats';
import type { Logger } from '../../ports/logger.ts';
import type { Signals } from '../../ports/signals.ts';
import type { Namespace } from './namespace.ts';

const codec = StringCodec();

/** Signals over core NATS. */
export const createSignals = (connection: NatsConnection, names: Namespace, log: Logger): Signals => ({
  publish: (subject, payload) => {
    if (!connection.isClosed()) connection.publish(names.subject(subject), codec.encode(JSON.stringify(payload)));
  },
  subscribe: (subject, onMessage) => {
    const subscription = connection.subscribe(names.subject(subject), {
      callback: (error, message) => {
        if (error !== null) return log.warn({ subject, error: error.message }, 'a signal could not be received');
        try {
          onMessage(names.local(message.subject), JSON.parse(codec.decode(message.data)));
        } catch (cause) {
          log.warn({ subject: message.subject, error: String(cause) }, 'a signal could not be handled');
        }
      },
    });
    return () => subscription.unsubscribe();
  },
});
