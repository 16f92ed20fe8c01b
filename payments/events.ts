import { newId, shown } from './store.ts';
import type { Row, Store } from './store.ts';

/** Says that something happened: an event as Stripe keeps it, which waits to be sent. */
export function tell(store: Store, type: string, about: Row): void {
  const { url, never, delayMs } = store.settings();
  store.put({
    id: newId('evt'),
    object: 'event',
    created: store.now(),
    type,
    api_version: '2026-10-28.endive',
    livemode: false,
    data: { object: shown(about) },
    pending_webhooks: url === null || never ? 0 : 1,
    request: { id: null, idempotency_key: null },
    // By this machine's clock: the provider's may jump.
    sandbox: { dueMs: Date.now() + delayMs, tries: 0, done: never },
  });
}
