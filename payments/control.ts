import { z } from 'zod';
import { expire } from './sessions.ts';
import type { Row, Store } from './store.ts';

/** What `PUT /sandbox/settings` takes. */
export const SettingsChange = z.strictObject({
  url: z
    .url({ protocol: /^https?$/ })
    .nullable()
    .optional(),
  delayMs: z.int().min(0).max(86_400_000).optional(),
  twice: z.boolean().optional(),
  order: z.enum(['sent', 'reversed', 'shuffled']).optional(),
  hold: z.boolean().optional(),
  never: z.boolean().optional(),
  clockOffsetMs: z.int().optional(),
});

/** What `PUT /sandbox/methods/:id` takes: what a card does from now on. */
export const BehaviourChange = z.strictObject({
  charge: z.string().regex(/^[a-z_]{1,60}$/),
});

/** What `PUT /sandbox/fault` takes: the next request of this method and path is done, and the sandbox dies before it answers. */
export const Fault = z.strictObject({ dieBeforeAnswering: z.string().max(200).nullable() });

export function changeMethod(store: Store, id: string, { charge }: z.infer<typeof BehaviourChange>): Row | undefined {
  const method = store.get('payment_method', id);
  if (method === undefined) return undefined;
  const behaviour = { ...(method.sandbox?.['behaviour'] as object), charge };
  return store.put({ ...method, sandbox: { ...method.sandbox, behaviour } });
}

/** Ends a checkout now. */
export function endCheckout(store: Store, id: string): Row | undefined {
  const session = store.get('checkout.session', id);
  return session === undefined || session['status'] !== 'open' ? session : expire(store, session);
}
