import { createLogger } from '../logging.ts';
import { withoutPassword } from '../config.ts';
import type { Config } from '../config.ts';
import { openPayments } from '../payments.ts';
import type { ServiceUrls } from '../service-urls.ts';
import { reasonOf } from '../../runtime/reason.ts';
import type { Finding } from './finding.ts';

/** No payment has this name: whoever answers that knows us. */
const NONE = 'pi_000000000000000000000000';

/** Asks the payment provider whether it knows us. Never rejects. */
export async function lookAtPayments(config: Config, urls: Pick<ServiceUrls, 'payments'>): Promise<Finding> {
  const part = 'payments';
  const { payments } = openPayments(config, urls, createLogger('silent'));
  if (payments === undefined) return { part, fact: 'nothing is sold: no provider is named' };
  const where = config.payments?.url ?? `local, ${withoutPassword(urls.payments ?? '')}`;
  try {
    await payments.payment(NONE);
    return {
      part,
      fact: payments.isSandbox ? `a sandbox, no money moves (${where})` : `the provider knows us (${where})`,
    };
  } catch (error) {
    const advice = config.payments === undefined ? ' Look into services/logs/payments.log of the data directory' : '';
    return { part, fact: `does not answer (${where})`, trouble: `${withoutPassword(reasonOf(error))}${advice}` };
  }
}
