import { openDatabase } from '../../adapters/postgres/database.ts';
import { WrongMasterKey } from '../../adapters/postgres/master-keys.ts';
import { inspectVault } from '../../adapters/postgres/vault-inspection.ts';
import type { VaultState } from '../../adapters/postgres/vault-inspection.ts';
import { createQueries } from '../../projections/queries.ts';
import { reasonOf } from '../../runtime/reason.ts';
import type { Config } from '../config.ts';
import { standardContexts } from '../contexts.ts';
import { createLogger } from '../logging.ts';
import type { ServiceUrls } from '../service-urls.ts';
import type { Finding } from './finding.ts';

/** Whether the vault opens with the master key, and whose keys are not in it. Never rejects; changes nothing. */
export async function lookAtVault(
  { masterKeys }: Pick<Config, 'masterKeys'>,
  urls: Pick<ServiceUrls, 'postgres'>,
): Promise<Finding> {
  const part = 'vault';
  const db = openDatabase({ url: urls.postgres, log: createLogger('silent'), connections: 1 });
  try {
    const { accounts } = createQueries(db, standardContexts.projections);
    const state = await inspectVault(db, masterKeys);
    const without = await accounts.countWithoutKey({ vaultIsMade: state !== undefined });
    const trouble = [...unfinished(state), ...missing(without)].join('. ');
    return { part, fact: describe(state), ...(trouble === '' ? {} : { trouble }) };
  } catch (error) {
    if (error instanceof WrongMasterKey)
      return { part, fact: 'does not open with this master key', trouble: error.message.replace(/\.$/, '') };
    return { part, fact: 'cannot be looked at', trouble: reasonOf(error) };
  } finally {
    await db.close();
  }
}

const describe = (state: VaultState | undefined): string =>
  state === undefined
    ? 'not made yet: the next start makes it with this master key'
    : `opens with this master key (${state.masters.join(', ')}) and has ${state.keys} keys of people`;

const unfinished = (state: VaultState | undefined): readonly string[] =>
  state === undefined || state.masters.length < 2
    ? []
    : ['A rotation of the master key is not finished. Run: reprise vault rotate'];

const missing = (count: number): readonly string[] =>
  count === 0
    ? []
    : [
        `${count} accounts have no key in it, so what is theirs cannot be read and they cannot sign in: the vault is older than the log, or was lost. Restore the schema vault from its newest dump (docs/identity.md); whoever is in none has to register again`,
      ];
