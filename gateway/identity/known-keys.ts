import { accountNow } from '../../commands/identity/account-now.ts';
import type { EventLog } from '../../ports/event-log.ts';
import { Outage } from '../../ports/outage.ts';
import type { Vault } from '../../ports/vault.ts';

/** The vault lost the key of somebody who is still there: it is older than the log. Only a newer dump of it helps. */
export class KeyLost extends Outage {
  override name = 'KeyLost';
}

/**
 * A vault that makes keys for accounts that begin, and for no others: after an older dump of it was restored, sealing for an account
 * of after the dump would make a second key, with which nothing from before opens, and hide from `reprise doctor` that one is missing.
 * @throws KeyLost by `seal`
 */
export function withoutSecondKeys(vault: Vault, log: EventLog): Vault {
  return {
    ...vault,
    async seal(subject, as, value) {
      const account = await accountNow(log, subject);
      // Of whoever was forgotten the vault itself says so.
      if (account !== undefined && account.status !== 'erased') {
        const [email] = await vault.open('email', [account.email]);
        if (email === undefined && (await accountNow(log, subject))?.status !== 'erased')
          throw new KeyLost(
            `The key of the account ${subject} is not in the vault, which is older than the log: restore its newest dump (docs/identity.md).`,
          );
      }
      return vault.seal(subject, as, value);
    },
  };
}
