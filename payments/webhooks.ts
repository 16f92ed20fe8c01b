import { createHmac } from 'node:crypto';
import { shown } from './store.ts';
import type { Row, Store } from './store.ts';

const LOOK_EVERY_MS = 50;
const PATIENCE_MS = 10_000;
const LONGEST_PAUSE_MS = 3_600_000;
const MOST_TRIES = 60;
/** At a time, so that one slow endpoint is not flooded. */
const AT_ONCE = 4;

interface Delivery {
  readonly dueMs: number;
  readonly tries: number;
  readonly done: boolean;
}

const deliveryOf = (event: Row): Delivery => event.sandbox as unknown as Delivery;

/** The header with which Stripe signs. */
export const signatureOf = (body: string, secret: string, seconds: number): string =>
  `t=${seconds},v1=${createHmac('sha256', secret).update(`${seconds}.${body}`).digest('hex')}`;

/** Sends events until somebody takes them, in the order and as late as the settings say. */
export function startDelivery(store: Store, secret: string): { readonly stop: () => Promise<void> } {
  const open = new Map(
    store.all('event').flatMap((event) => (deliveryOf(event).done ? [] : [[event.id, event] as const])),
  );
  let known = store.all('event').length;
  let busy: Promise<void> | undefined;
  const stopping = new AbortController();

  const collect = (): void => {
    if (store.count('event') === known) return;
    const all = store.all('event');
    for (const event of all.slice(known)) if (!deliveryOf(event).done) open.set(event.id, event);
    known = all.length;
  };
  const send = async (event: Row, url: string): Promise<void> => {
    const { tries, ...delivery } = deliveryOf(event);
    const body = JSON.stringify(shown(event), null, 2);
    // Signed at each try, by the provider's clock.
    const headers = { 'content-type': 'application/json', 'stripe-signature': signatureOf(body, secret, store.now()) };
    const signal = AbortSignal.any([AbortSignal.timeout(PATIENCE_MS), stopping.signal]);
    const taken = await fetch(url, { method: 'POST', body, headers, redirect: 'error', signal }).then(
      async (answer) => {
        await answer.body?.cancel();
        return answer.ok;
      },
      () => false,
    );
    if (stopping.signal.aborted) return;
    const pause = Math.min(250 * 2 ** tries, LONGEST_PAUSE_MS);
    const done = taken || tries + 1 >= MOST_TRIES;
    const next = store.put({
      ...event,
      pending_webhooks: done ? 0 : 1,
      sandbox: { ...delivery, tries: tries + 1, done, dueMs: Date.now() + pause },
    });
    if (done) open.delete(event.id);
    else open.set(event.id, next);
  };
  const round = async (url: string): Promise<void> => {
    const { twice, order } = store.settings();
    const due = [...open.values()].filter((event) => deliveryOf(event).dueMs <= Date.now());
    const sorted = order === 'sent' ? due : order === 'reversed' ? due.toReversed() : shuffled(due);
    for (let at = 0; at < sorted.length && !stopping.signal.aborted; at += AT_ONCE) {
      const batch = sorted.slice(at, at + AT_ONCE);
      await Promise.all(batch.flatMap((event) => (twice ? [event, event] : [event])).map((event) => send(event, url)));
    }
  };
  const timer = setInterval(() => {
    collect();
    const { url, hold } = store.settings();
    if (busy !== undefined || url === null || hold || open.size === 0) return;
    busy = round(url).finally(() => {
      busy = undefined;
    });
  }, LOOK_EVERY_MS);
  return {
    async stop() {
      clearInterval(timer);
      stopping.abort();
      await busy;
    },
  };
}

function shuffled<T>(all: readonly T[]): readonly T[] {
  return all
    .map((one) => ({ one, place: Math.random() }))
    .sort((a, b) => a.place - b.place)
    .map(({ one }) => one);
}
