import { checkoutNow, payerNow } from '../../commands/billing/payer-now.ts';
import type { CheckoutState, PayerState } from '../../commands/billing/payer-now.ts';
import type { GatewayPorts } from '../ports.ts';
import { uuid5 } from '../../schemas/kernel/uuid5.ts';

/** The provider's name for a card stays here. */
const space = 'b8a8a1f0-4d5f-5a43-9c37-0d6f7f1f2d11';
const idOf = (methodRef: string): string => uuid5(space, methodRef);

/** The provider's name of a kept card; undefined: this account has none of that id. */
export const methodRefOf = ({ methods }: PayerState, id: string): string | undefined =>
  methods.find(({ methodRef }) => idOf(methodRef) === id)?.methodRef;

/** The kept cards; the one that is paid by first. */
export function showMethods({ methods }: PayerState, sandbox: boolean, nowMs: number) {
  return {
    sandbox,
    methods: methods.toReversed().map(({ methodRef, brand, last4, expires }, index) => ({
      ...{ id: idOf(methodRef), brand, last4, expiresYear: expires.year, expiresMonth: expires.month },
      expired: Date.UTC(expires.year, expires.month, 1) <= nowMs,
      used: index === 0,
    })),
  };
}

/** A visit of this account's; undefined: it has no such one. It is complete when the card is kept and can be paid with. */
export async function showCheckout({ log, now }: Pick<GatewayPorts, 'log' | 'now'>, accountId: string, id: string) {
  const state = await checkoutNow(log, id);
  if (state.status === 'none' || state.opened.accountId !== accountId) return undefined;
  const { expiresAt } = state.opened;
  return { id, status: await statusOf(state, log, now()), expiresAt };
}

async function statusOf(
  state: Exclude<CheckoutState, { status: 'none' }>,
  log: GatewayPorts['log'],
  nowMs: number,
): Promise<'OPEN' | 'COMPLETED' | 'EXPIRED'> {
  if (state.status === 'expired') return 'EXPIRED';
  if (state.status === 'open') return Date.parse(state.opened.expiresAt) + GRACE_MS < nowMs ? 'EXPIRED' : 'OPEN';
  const { methods } = await payerNow(log, state.opened.accountId);
  if (methods.some(({ methodRef }) => methodRef === state.entered?.methodRef)) return 'COMPLETED';
  // It was entered and is not there: it is about to be kept, or was removed since.
  return nowMs - Date.parse(state.entered?.at ?? '') < GRACE_MS ? 'OPEN' : 'EXPIRED';
}

/** What is told at the last moment takes a while to come here, ms. */
const GRACE_MS = 10 * 60_000;
