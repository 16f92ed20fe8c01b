import { parseArgs } from 'node:util';
import { loadConfig } from '../config.ts';
import type { Config } from '../config.ts';
import { closeDataDir } from '../data-directory.ts';
import { namedUrl, URL_VARIABLES } from '../local-services.ts';
import { createLogger } from '../logging.ts';
import { serve } from '../serve.ts';
import type { ServiceUrls } from '../service-urls.ts';
import type { ServiceName } from '../services/index.ts';
import { checkListening } from './listen-check.ts';
import { CommandFailed } from './print.ts';
import { aborted, stopSignal } from './stop-signal.ts';

/** `reprise serve [--roles=…]`: roles against named services, for containers and production. Logs are JSON on stdout. */
export async function serveCommand(args: readonly string[]): Promise<number> {
  const { values } = parse(args);
  const config = loadConfig(values.roles === undefined ? process.env : { ...process.env, REPRISE_ROLES: values.roles });
  const logger = createLogger(config.logLevel);
  const [open] = closeDataDir(config.dataDir);
  if (open !== undefined)
    logger.warn({ path: open }, 'others may read this, and it belongs to somebody else: close it (chmod 700)');
  const stopping = stopSignal();
  const services = namedServices(config);
  if (config.roles.includes('gateway')) await checkListening(config);
  const running = await serve(config, config.roles, services, logger);
  logger.info({ roles: running.roles.map(({ name }) => name) }, 'at work');
  await aborted(AbortSignal.any([stopping, running.failed]));
  logger.info({}, 'stopping');
  await running.stop();
  running.failed.throwIfAborted();
  return 0;
}

/** The four services by their variables. @throws CommandFailed that names every missing one */
export function namedServices(config: Config): ServiceUrls {
  const names = ['eventstore', 'nats', 'postgres', 'redis'] as const;
  const missing = names.filter((name) => namedUrl(config, name) === undefined).map((name) => URL_VARIABLES[name]);
  if (missing.length > 0)
    throw new CommandFailed(
      `Set ${missing.join(', ')}: this command works against running services. "npm start" starts local ones by itself.`,
    );
  const url = (name: ServiceName): string => namedUrl(config, name) ?? '';
  return { eventstore: url('eventstore'), nats: url('nats'), postgres: url('postgres'), redis: url('redis') };
}

function parse(args: readonly string[]) {
  try {
    return parseArgs({ args: [...args], options: { roles: { type: 'string' } } });
  } catch (error) {
    throw new CommandFailed(
      `${error instanceof Error ? error.message : String(error)}. Use: reprise serve [--roles=gateway,projector,…]`,
    );
  }
}
