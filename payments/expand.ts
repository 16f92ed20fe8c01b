import { textsAt } from './form.ts';
import type { Params } from './form.ts';
import { shown } from './store.ts';
import type { Store } from './store.ts';

const KINDS: Readonly<Record<string, string>> = {
  payment_intent: 'payment_intent',
  setup_intent: 'setup_intent',
  latest_charge: 'charge',
  payment_method: 'payment_method',
  customer: 'customer',
};

/** Puts objects in the place of their ids, where the request asks for that (`expand[]=payment_intent`); one level, as far as it is used. */
export function expanded(store: Store, row: Readonly<Record<string, unknown>>, params: Params): object {
  const fields = Object.values(textsAt(params, 'expand')).filter((field) => KINDS[field] !== undefined);
  const found = fields.flatMap((field) => {
    const id = row[field];
    const object = typeof id === 'string' ? store.get(KINDS[field] ?? '', id) : undefined;
    return object === undefined ? [] : [[field, shown(object)] as const];
  });
  return { ...shown(row), ...Object.fromEntries(found) };
}
