import { setTimeout as sleep } from 'node:timers/promises';
import { createStripePayments } from '../adapters/payments/stripe-payments.ts';
import { WEBHOOK_PATH } from '../gateway/billing/webhook.routes.ts';
import type { Logger } from '../ports/logger.ts';
import type { Payments } from '../ports/payments.ts';
import type { Config } from './config.ts';
import { isLoopback } from './loopback.ts';
import type { ServiceUrls } from './service-urls.ts';
import { sandboxKeysOf } from './services/payments.ts';

const PAUSE_MS = 500;
const LONGEST_PAUSE_MS = 15_000;

/** Who takes money, and how the sandbox learns where to tell us of it. */
export interface OpenPayments {
  /** Undefined: nothing is sold. */
  readonly payments: Payments | undefined;
  /** Says where the gateway of this process listens. Only a sandbox is told: at others the operator enters the address. */
  listensAt(origin: string, signal: AbortSignal): void;
}

/** The provider that the configuration names, else the sandbox that runs here, else none. */
export function openPayments(config: Config, services: Pick<ServiceUrls, 'payments'>, logger: Logger): OpenPayments {
  let base = config.publicUrl;
  const returnUrl = (): string => `${base}/account`;
  if (config.payments !== undefined) {
    const isSandbox = isLoopback(new URL(config.payments.url).hostname);
    return { payments: createStripePayments({ ...config.payments, isSandbox, returnUrl }), listensAt: () => undefined };
  }
  if (services.payments === undefined || services.payments === '') {
    logger.warn(
      {},
      'nothing is sold: there is no payment provider. Set REPRISE_PAYMENTS_KEY and REPRISE_PAYMENTS_WEBHOOK_SECRET',
    );
    return { payments: undefined, listensAt: () => undefined };
  }
  const { origin: url, password } = new URL(services.payments);
  const keys = sandboxKeysOf(decodeURIComponent(password));
  return {
    payments: createStripePayments({ url, key: keys.api, webhookSecret: keys.webhook, isSandbox: true, returnUrl }),
    listensAt(origin, signal) {
      if (base.endsWith(':0')) base = origin;
      void tellSandbox({ url, key: keys.control, to: `${origin}${WEBHOOK_PATH}`, signal, logger });
    },
  };
}

/** Tells the sandbox where webhooks go, until it has heard it: it may just be starting again. */
async function tellSandbox(about: {
  readonly url: string;
  readonly key: string;
  readonly to: string;
  readonly signal: AbortSignal;
  readonly logger: Logger;
}): Promise<void> {
  for (let pause = PAUSE_MS; !about.signal.aborted; pause = Math.min(pause * 2, LONGEST_PAUSE_MS)) {
    const answer = await fetch(`${about.url}/sandbox/settings`, {
      method: 'PUT',
      headers: { authorization: `Bearer ${about.key}`, 'content-type': 'application/json' },
      body: JSON.stringify({ url: about.to }),
      signal: about.signal,
    }).catch(() => undefined);
    if (answer?.ok === true) return;
    about.logger.debug({ status: answer?.status }, 'the sandbox of payments does not know yet where webhooks go');
    await sleep(pause, undefined, { signal: about.signal }).catch(() => undefined);
  }
}
