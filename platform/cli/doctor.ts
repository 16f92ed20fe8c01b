import { loadConfig, printableEnvironment } from '../config.ts';
import { lookAtIdentity } from '../doctor/log.ts';
import { lookAtDisk, lookAtMedia } from '../doctor/machine.ts';
import { lookAtPayments } from '../doctor/payments.ts';
import { lookAtReadModels } from '../doctor/read-models.ts';
import { lookAtServices } from '../doctor/services.ts';
import { lookAtVault } from '../doctor/vault.ts';
import type { Finding } from '../doctor/finding.ts';
import { print } from './print.ts';
import { withServices } from './with-services.ts';
import { reasonOf } from '../../runtime/reason.ts';

/** `reprise doctor`: what is used, its version, and what is wrong with it. Exit code 1 when anything is. */
export async function doctor(): Promise<number> {
  const config = loadConfig();
  const set = printableEnvironment();
  print('·', set.length === 0 ? 'no REPRISE_ variable is set: everything is local' : `set: ${set.join(' ')}`);
  let services: readonly Finding[];
  try {
    services = await withServices(config, async (urls) => [
      ...(await Promise.all([...lookAtServices(config, urls), lookAtIdentity(config, urls)])),
      ...(await lookAtReadModels(urls)),
      await lookAtVault(config, urls),
      await lookAtPayments(config, urls),
    ]);
  } catch (error) {
    services = [
      {
        part: 'local services',
        fact: 'cannot be started',
        trouble: reasonOf(error),
      },
    ];
  }
  const findings = [...services, ...(await lookAtMedia()), await lookAtDisk(config)];
  for (const { part, fact, trouble } of findings)
    print(trouble === undefined ? '✓' : '✗', `${part}: ${fact}${trouble === undefined ? '' : `. ${trouble}`}`);
  return findings.some(({ trouble }) => trouble !== undefined) ? 1 : 0;
}
