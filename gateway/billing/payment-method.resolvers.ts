import { payerNow, whyNoOther } from '../../commands/billing/payer-now.ts';
import { PaymentsRefused } from '../../ports/payments.ts';
import type { Payments } from '../../ports/payments.ts';
import { AskCheckout, OpenCheckout } from '../../schemas/billing/checkout.commands.ts';
import { ChooseDefaultMethod, RemoveMethod } from '../../schemas/billing/payer.commands.ts';
import { nextPage } from '../../schemas/identity/next-page.ts';
import { uuid5 } from '../../schemas/kernel/uuid5.ts';
import type { MutationResolvers, QueryResolvers } from '../generated/resolvers.ts';
import { refuse, runCommand } from '../graphql/command.ts';
import { isId } from '../graphql/connection.ts';
import type { RequestContext } from '../graphql/context.ts';
import type { MutationFields, QueryFields, ResolverModule } from '../graphql/resolver.ts';
import { accountActor } from '../http/identity.ts';
import { attempt, tooManyCheckouts } from '../identity/account-limits.ts';
import { SIGNED_OUT } from '../identity/account-password.ts';
import { methodRefOf, showCheckout, showMethods } from './payment-method.view.ts';

/** Any origin will do: what stays a path of it is a page of ours. */
const ORIGIN = 'https://here.invalid';
const LONGEST_NEXT = 500;

export const NOTHING_SOLD = refuse('CommandRefused', 'payments.none', 'Nothing is sold here.').refusal;
const noMethod = () =>
  refuse('NotFound', 'method.unknown', 'There is no such means of payment; look at the list of yours.').refusal;
const noCheckout = () => refuse('NotFound', 'checkout.unknown', 'There is no such checkout; open another one.').refusal;

const isOurs = (next: string): boolean => next.length <= LONGEST_NEXT && nextPage(next, ORIGIN) === next;

/** The provider is asked under keys that derive from ours, so that whoever asks again gets the same page and is the same customer. */
async function openPage(
  { log }: Pick<RequestContext['ports'], 'log'>,
  payments: Payments,
  { accountId, checkoutId, next }: { readonly accountId: string; readonly checkoutId: string; readonly next: string },
) {
  const { customerRef: known } = await payerNow(log, accountId);
  const customerRef = known ?? (await payments.createCustomer({ accountId }, accountId));
  const page = await payments.openCheckout(
    {
      ...{ customerRef, mode: 'method', reference: checkoutId },
      label: 'This card is kept for what you subscribe to or buy. Nothing is paid now.',
      returnUrl: `/account/checkout/${checkoutId}?next=${encodeURIComponent(next)}`,
      cancelUrl: next,
    },
    checkoutId,
  );
  return { customerRef, ...page };
}

/** What the provider will never do, such as another page under the key of one that is open. */
const REFUSED = refuse(
  'CommandRefused',
  'checkout.refused',
  'The payment provider opens no such page. Ask for another one, with another `commandId`.',
).refusal;
const orRefused = <T>(asked: Promise<T>): Promise<T | undefined> =>
  asked.catch((error: unknown) => {
    if (error instanceof PaymentsRefused) return undefined;
    throw error;
  });

async function openCheckout(context: RequestContext, commandId: string, next: string) {
  const { account, profileId } = context.caller;
  const { payments } = context.ports;
  if (account === undefined) return SIGNED_OUT;
  if (payments === undefined) return NOTHING_SOLD;
  if (!isOurs(next))
    return refuse('InvalidInput', 'checkout.next', '`next` must be a path of this site, e.g. `/plans`.', 'next')
      .refusal;
  // Before the provider is asked for anything; the command would say it too.
  if (!isId(commandId))
    return refuse('InvalidInput', 'command.bad-id', '`commandId` must be a UUID in lower case.', 'commandId').refusal;
  const { accountId } = account;
  const full = whyNoOther(await payerNow(context.ports.log, accountId));
  if (full !== undefined) return refuse('CommandRefused', full.code, full.message).refusal;
  const counted = await attempt(context, 'checkouts', accountId);
  if (!counted.allowed) return tooManyCheckouts(counted.retryAfterMs);
  const checkoutId = uuid5(accountId, `checkout/${commandId}`);
  const page = await orRefused(openPage(context.ports, payments, { accountId, checkoutId, next }));
  if (page === undefined) return REFUSED;
  const { customerRef, checkoutRef, url, expiresAt } = page;
  const answer = await runCommand(context, {
    ...{ commandId, definition: OpenCheckout, streamId: checkoutId },
    data: { checkoutId, accountId, customerRef, checkoutRef, expiresAt },
    actor: accountActor(account, profileId),
  });
  if (!answer.done) return answer.refusal;
  const checkout = { id: checkoutId, status: 'OPEN', expiresAt } as const;
  return { __typename: 'CheckoutToVisit' as const, checkout, url, token: answer.token };
}

async function changeMethod(
  context: RequestContext,
  definition: typeof ChooseDefaultMethod | typeof RemoveMethod,
  { commandId, id }: { readonly commandId: string; readonly id: string },
) {
  const { caller, ports } = context;
  const { account, profileId } = caller;
  const { payments, log } = ports;
  if (account === undefined) return SIGNED_OUT;
  if (payments === undefined) return NOTHING_SOLD;
  const { accountId } = account;
  const methodRef = methodRefOf(await payerNow(log, accountId), id);
  if (methodRef === undefined) return noMethod();
  const answer = await runCommand(context, {
    ...{ commandId, definition, streamId: accountId, data: { accountId, methodRef } },
    actor: accountActor(account, profileId),
  });
  if (!answer.done) return answer.refusal;
  const paymentMethods = showMethods(await payerNow(log, accountId), payments.isSandbox, ports.now());
  return { __typename: 'PaymentMethodsChanged' as const, paymentMethods, token: answer.token };
}

/** By what people pay. */
export const paymentMethodResolvers: ResolverModule = {
  Query: {
    paymentMethods: {
      reads: [],
      async resolve(_parent, _args, { caller: { account }, ports }) {
        if (account === undefined || ports.payments === undefined) return null;
        return showMethods(await payerNow(ports.log, account.accountId), ports.payments.isSandbox, ports.now());
      },
    },
    checkout: {
      reads: [],
      async resolve(_parent, { id }, { caller: { account }, ports }) {
        if (account === undefined || !isId(id)) return null;
        return (await showCheckout(ports, account.accountId, id)) ?? null;
      },
    },
  } satisfies QueryFields<QueryResolvers, 'paymentMethods' | 'checkout'>,
  Mutation: {
    openCheckout: (_parent, { commandId, next }, context) => openCheckout(context, commandId, next),
    async completeCheckout(_parent, { commandId, id }, context) {
      const { account, profileId } = context.caller;
      if (account === undefined) return SIGNED_OUT;
      if (!isId(id)) return noCheckout();
      const answer = await runCommand(context, {
        ...{ commandId, definition: AskCheckout, streamId: id, data: { checkoutId: id } },
        actor: accountActor(account, profileId),
      });
      if (!answer.done) return answer.refusal;
      const checkout = await showCheckout(context.ports, account.accountId, id);
      if (checkout === undefined) return noCheckout();
      return { __typename: 'CheckoutAskedFor' as const, checkout, token: answer.token };
    },
    choosePaymentMethod: (_parent, args, context) => changeMethod(context, ChooseDefaultMethod, args),
    removePaymentMethod: (_parent, args, context) => changeMethod(context, RemoveMethod, args),
  } satisfies MutationFields<
    MutationResolvers,
    'openCheckout' | 'completeCheckout' | 'choosePaymentMethod' | 'removePaymentMethod'
  >,
};
