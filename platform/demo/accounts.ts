import { openEventLog } from '../../adapters/eventstore/event-log.ts';
import { openDatabase } from '../../adapters/postgres/database.ts';
import { createVault } from '../../adapters/postgres/vault.ts';
import { createExecute } from '../../commands/pipeline/execute.ts';
import { secretsDir } from '../config.ts';
import type { Config } from '../config.ts';
import { standardContexts } from '../contexts.ts';
import { namedUrl, SERVICE_NAMES } from '../local-services.ts';
import { createLogger } from '../logging.ts';
import { isLoopback } from '../loopback.ts';
import { keptSecret } from '../secrets.ts';
import type { ServiceUrls } from '../service-urls.ts';
import { makeDemoAccounts } from './make-accounts.ts';
import { makeDemoPlans } from './make-plans.ts';
import type { DemoAccount } from './make-accounts.ts';

/** The accounts that somebody who tries the platform out signs in with. */
export interface DemoAccounts {
  /** Of each of them. */
  readonly password: string;
  /** Those that still have it. */
  readonly rows: readonly DemoAccount[];
}

/**
 * Whether this is the platform as it starts by itself for trying it out: all services are local, it listens to this machine alone, and
 * nothing says that real people come (an address of its own, a mail server, providers of sign-ins, required accounts, production).
 */
export const wantsDemoAccounts = (config: Config, environment: NodeJS.ProcessEnv = process.env): boolean =>
  environment.NODE_ENV !== 'production' &&
  SERVICE_NAMES.every((name) => namedUrl(config, name) === undefined) &&
  isLoopback(config.host) &&
  isLoopback(new URL(config.publicUrl).hostname) &&
  config.smtpUrl === undefined &&
  config.openId.length === 0 &&
  config.accounts === 'optional';

/** Makes those that are missing, and plans to subscribe to, on the services of a platform whose roles are at work. Their password is in `secrets/demo-password`. */
export async function openDemoAccounts(config: Config, urls: ServiceUrls): Promise<DemoAccounts> {
  const logger = createLogger('silent');
  const { language, commands } = standardContexts;
  const log = openEventLog({ url: urls.eventstore, log: logger });
  const db = openDatabase({ url: urls.postgres, log: logger });
  try {
    const vault = createVault(db, config.masterKeys);
    await vault.prepare();
    const password = keptSecret(secretsDir(config.dataDir), 'demo-password');
    const execute = createExecute(commands, { log, language });
    // By the sandbox of payments; whoever brings a provider of their own brings plans of their own too.
    if (config.payments === undefined) await makeDemoPlans(execute, new Date().toISOString());
    return { password, rows: await makeDemoAccounts({ log, vault, execute }, password) };
  } finally {
    await Promise.allSettled([log.close(), db.close()]);
  }
}
