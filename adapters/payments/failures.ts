import { Stripe } from 'stripe';
import { PaymentsRefused, PaymentsUnavailable } from '../../ports/payments.ts';

/** Issuers say by these that trying again cannot help (https://docs.stripe.com/declines/codes). */
const HARD: ReadonlySet<string> = new Set([
  'card_not_supported',
  'currency_not_supported',
  'do_not_try_again',
  'expired_card',
  'fraudulent',
  'incorrect_number',
  'invalid_account',
  'invalid_number',
  'lost_card',
  'method_unknown',
  'new_account_information_available',
  'no_action_taken',
  'not_permitted',
  'pickup_card',
  'restricted_card',
  'revocation_of_all_authorizations',
  'revocation_of_authorization',
  'security_violation',
  'stolen_card',
  'stop_payment_order',
  'test_mode_live_card',
  'testmode_decline',
  'transaction_not_allowed',
]);

/** Whether the same means may pay another day. */
export const isSoft = (code: string, advice?: string | null): boolean =>
  !HARD.has(code) && advice !== 'do_not_try_again' && advice !== 'confirm_card_data';

/** A provider's code as it may stand in events. */
export const tidyCode = (code: string | null | undefined): string => {
  const text = (code ?? '')
    .toLowerCase()
    .replaceAll(/[^a-z0-9_]/g, '_')
    .slice(0, 60);
  return text === '' ? 'declined' : text;
};

/**
 * What Stripe's client throws, in the port's words. Nothing that names somebody is in what the provider says of requests of ours; its
 * message is kept for the operator, cut short.
 */
export function classify(error: unknown): Error {
  if (!(error instanceof Stripe.errors.StripeError)) return error instanceof Error ? error : new Error(String(error));
  const said = error.message.slice(0, 300);
  if (error instanceof Stripe.errors.StripeAuthenticationError || error instanceof Stripe.errors.StripePermissionError)
    return new PaymentsUnavailable(`The payment provider does not know us (${said}). Correct REPRISE_PAYMENTS_KEY.`);
  const status = error.statusCode ?? 0;
  // 409: the same request is being answered; 424 and 5xx are the provider's own trouble.
  if (status === 0 || status === 409 || status === 424 || status === 429 || status >= 500)
    return new PaymentsUnavailable(`The payment provider does not answer (${said}).`);
  return new PaymentsRefused(tidyCode(error.code ?? error.type), `The payment provider refuses: ${said}`);
}

/** Runs a request; its failures are those of the port. @throws PaymentsUnavailable @throws PaymentsRefused */
export const asking = <T>(request: Promise<T>): Promise<T> =>
  request.catch((error: unknown) => {
    throw classify(error);
  });

/** Like `asking`; what the provider knows nothing of is undefined. */
export const askingFor = <T>(request: Promise<T>): Promise<T | undefined> =>
  asking(request).catch((error: unknown) => {
    if (error instanceof PaymentsRefused && error.code === 'resource_missing') return undefined;
    throw error;
  });
