/** The process of the roles, started by roles-process.ts: does what it is told over the channel, and ends with who tells it. */
import { flushCompileCache } from 'node:module';
import { join } from 'node:path';
import { textFor } from './cli/expected.ts';
import { loadConfig } from './config.ts';
import { beginPrivately } from './data-directory.ts';
import { LogMismatch } from './log/claim.ts';
import { createLogger } from './logging.ts';
import { ROLES } from './role-names.ts';
import type { Order, Report } from './roles-process.ts';
import { serve, type Running } from './serve.ts';

beginPrivately();
let running: Promise<Running> | undefined;

const tell = (report: Report): Promise<void> =>
  new Promise((resolve) => {
    if (process.send === undefined || !process.connected) resolve();
    else process.send(report, () => resolve());
  });

const end = (report: Report): Promise<never> => tell(report).then(() => process.exit(1));

async function begin({ services, origin }: Extract<Order, { kind: 'begin' }>): Promise<void> {
  const loaded = loadConfig();
  const config =
    origin === undefined || loaded.port !== 0
      ? loaded
      : { ...loaded, port: Number(new URL(origin).port), publicUrl: origin };
  const logger = createLogger(config.logLevel, join(config.dataDir, 'logs/reprise.log'));
  // Whatever one role lets slip: what the others have in memory cannot be trusted either, and the next process is there soon.
  process.on('uncaughtException', (error) => {
    logger.error({ err: error }, 'an error that nobody expected ends the roles');
    void end({ kind: 'crashed', message: `${error.name}: ${error.message}` });
  });
  running = serve(config, ROLES, services, logger);
  const { urls, failed } = await running;
  failed.addEventListener('abort', () => void giveUp(failed.reason), { once: true });
  if (urls === undefined) throw new Error('There is no gateway among the roles.');
  await tell({ kind: 'at-work', pages: urls });
  flushCompileCache();
}

/** The roles must not go on, and nor must those of the next process. */
async function giveUp(reason: unknown): Promise<never> {
  await (await running)?.stop();
  return end({ kind: 'not-again', message: textFor(reason) });
}

async function stop(): Promise<never> {
  await (await running?.catch(() => undefined))?.stop();
  process.exit(0);
}

process.on('message', (order: Order) => {
  if (order.kind === 'stop') void stop();
  else
    void begin(order).catch((error: unknown) =>
      end({ kind: error instanceof LogMismatch ? 'not-again' : 'failed', message: textFor(error) }),
    );
});
// Who started us is gone, and the services with it.
process.on('disconnect', () => process.exit(1));
