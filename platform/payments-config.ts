import { isLoopback } from './loopback.ts';
import { WrongConfiguration } from './wrong-configuration.ts';

/** Where the API of Stripe is. */
export const PAYMENTS_API = 'https://api.stripe.com';

/** How the payment provider is reached, and how it signs. */
export interface PaymentsConfig {
  /** Without a path. */
  readonly url: string;
  readonly key: string;
  readonly webhookSecret: string;
}

/**
 * The provider that the variables name; undefined: none.
 * @throws WrongConfiguration when half of it is missing, or the key would go over the network in plain text
 */
export function paymentsFrom({
  url = PAYMENTS_API,
  key,
  webhookSecret,
}: {
  readonly url: string | undefined;
  readonly key: string | undefined;
  readonly webhookSecret: string | undefined;
}): PaymentsConfig | undefined {
  if (!URL.canParse(url)) throw new WrongConfiguration('REPRISE_PAYMENTS_URL is no address of one host');
  const { protocol, hostname, origin } = new URL(url);
  if (protocol !== 'https:' && !isLoopback(hostname))
    throw new WrongConfiguration(
      'REPRISE_PAYMENTS_URL is no https:// address (http:// is taken for this machine alone)',
    );
  if (key !== undefined && webhookSecret !== undefined) return { url: origin, key, webhookSecret };
  if (key === undefined && webhookSecret === undefined && origin === PAYMENTS_API) return undefined;
  const missing = key === undefined ? 'REPRISE_PAYMENTS_KEY' : 'REPRISE_PAYMENTS_WEBHOOK_SECRET';
  throw new WrongConfiguration(`${missing} is missing: a payment provider needs its key and the secret of its webhook`);
}
