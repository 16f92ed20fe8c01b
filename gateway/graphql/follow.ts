import { isId } from './connection.ts';
import type { RequestContext } from './context.ts';
import { publicError } from './errors.ts';
import { createMailbox, lookUp } from './mailbox.ts';

/** One change: the key that changed, and what the signal carried. */
export interface Change {
  readonly key: string;
  readonly payload: unknown;
}

/** Five times a second for one film is as live as an eye can see. */
const BOX = { intervalMs: 200, maxKeys: 500 } as const;

/**
 * The changes of a topic as a subscription's payloads. What a client cannot take in time is coalesced to the latest of
 * each key.
 */
export function follow<V>(
  context: RequestContext,
  feed: {
    readonly topic: string;
    /** Only this one's changes; null or absent: everybody's. */
    readonly id: string | null | undefined;
    /** What is coalesced together. Default: the key. */
    readonly keyOf?: (change: Change) => string;
    /** What the change becomes; undefined: nothing that this caller may see. */
    readonly find: (change: Change) => Promise<V | undefined>;
  },
): AsyncIterableIterator<V> {
  const key = feed.id ?? undefined;
  if (key !== undefined && !isId(key)) throw publicError('BAD_INPUT', 'The id must be a UUID in lower case.');
  const mailbox = createMailbox<Change>(BOX);
  const stop = context.changes.listen(feed.topic, key, (changed, payload) => {
    const change = { key: changed, payload };
    mailbox.put(feed.keyOf?.(change) ?? changed, change);
  });
  const close = mailbox.close;
  mailbox.close = () => {
    stop();
    close();
  };
  return lookUp(mailbox, context.ports.logger, feed.find);
}
