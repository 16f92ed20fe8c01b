import { openDatabase } from '../../adapters/postgres/database.ts';
import { rotateMasterKey } from '../../adapters/postgres/vault-rotation.ts';
import { loadConfig } from '../config.ts';
import { createLogger } from '../logging.ts';
import { CommandFailed, print } from './print.ts';
import { withServices } from './with-services.ts';

const USAGE =
  'Use: reprise vault rotate, with the new master key in REPRISE_MASTER_KEY (or secrets/master-key) and the old one in REPRISE_OLD_MASTER_KEY.';

/** `reprise vault rotate`: wraps every key with the new master key. Works beside a running platform that knows both; safe to run twice. */
export async function vaultCommand([action, ...rest]: readonly string[]): Promise<number> {
  if (action !== 'rotate' || rest.length > 0) throw new CommandFailed(USAGE);
  const config = loadConfig();
  const [current, old] = config.masterKeys;
  if (old === undefined) throw new CommandFailed(`REPRISE_OLD_MASTER_KEY is not set. ${USAGE}`);
  if (old === current)
    throw new CommandFailed(
      `REPRISE_OLD_MASTER_KEY is the same as the new master key, so nothing would change. ${USAGE}`,
    );
  return withServices(config, async (urls) => {
    const db = openDatabase({ url: urls.postgres, log: createLogger('warn') });
    try {
      const { id, rewrapped, retired } = await rotateMasterKey(db, config.masterKeys, (done, total) =>
        print('·', `${done} of ${total} keys are wrapped with the new master key`),
      );
      if (retired.length === 0) print('✓', `the vault has no other master key than ${id}: nothing was left to do`);
      else
        print(
          '✓',
          `${rewrapped} keys were wrapped again; ${id} is the master key now, and ${retired.join(', ')} opens nothing`,
        );
      print(
        '·',
        'Start the roles without REPRISE_OLD_MASTER_KEY; keep the old one as long as backups of the vault from before',
      );
      return 0;
    } finally {
      await db.close();
    }
  });
}
