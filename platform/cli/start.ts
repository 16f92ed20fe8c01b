import { existsSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { openEventLog } from '../../commands/store/event-log.ts';
import type { Logger } from '../../commands/ports/log-line.ts';
import { loadConfig, type Config } from '../config.ts';
import { lockDataDir } from '../data-lock.ts';
import { runDemo } from '../demo/run-demo.ts';
import { listenForInterruption, untilAborted } from '../interruption.ts';
import { startLocalServices, type LocalServices } from '../local-services.ts';
import { createLogger } from '../logging.ts';
import { serve, type Running } from '../serve.ts';
import { PlainError, tell } from '../terminal.ts';
import { buildWebIfNeeded } from '../web-build.ts';

type Options = { readonly demo: boolean; readonly once: boolean };

/** `reprise start`: the whole platform on this machine, until Ctrl-C. With `--once` it stops by itself after the demo. */
export const start = async (args: readonly string[]): Promise<number> => {
  const { values } = parseArgs({ args: [...args], options: { demo: { type: 'boolean', default: true }, once: { type: 'boolean', default: false } }, allowNegative: true });
  const config = loadConfig();
  const interrupted = listenForInterruption();
  const release = lockDataDir(config.dataDir);
  try {
    return await run(config, values, interrupted);
  } catch (error) {
    if (!interrupted.aborted) throw error;
    return values.once ? 130 : 0;
  } finally {
    release();
  }
};

const run = async (config: Config, options: Options, interrupted: AbortSignal): Promise<number> => {
  const began = performance.now();
  await using stack = new AsyncDisposableStack();
  stack.defer(() => tell('✓', 'everything is stopped'));
  await buildWebIfNeeded((line) => tell('·', line));
  const services = await startLocalServices(config, (line) => tell('·', line));
  stack.defer(() => services.stop());
  for (const { name, version, url } of services.local) tell('✓', `${name} ${version} runs at ${url}`);
  interrupted.throwIfAborted();

  const logFile = join(config.dataDir, 'logs/reprise.log');
  const logger = createLogger(config.logLevel, logFile);
  const running = await serve(config, config.roles, services.urls, logger);
  stack.defer(() => {
    tell('·', 'stopping');
    return running.stop();
  });
  tell('✓', `the roles ${config.roles.join(', ')} work (${((performance.now() - began) / 1000).toFixed(1)} s; their log: ${logFile})`);
  interrupted.throwIfAborted();
  if (options.once) return once(config, running, services, logger, interrupted);

  printUrls(running);
  const demoDone = join(config.dataDir, 'demo-done');
  if (options.demo && running.urls !== undefined && !existsSync(demoDone)) {
    const summary = await demo(config, running, interrupted);
    for (const failure of summary.failures) tell('✗', failure);
    if (summary.failures.length === 0) writeFileSync(demoDone, '');
    printUrls(running);
  }
  await untilAborted(interrupted);
  return 0;
};

const demo = (config: Config, running: Running, signal: AbortSignal): ReturnType<typeof runDemo> => {
  if (running.urls === undefined) throw new PlainError('The demo needs the gateway: leave REPRISE_ROLES alone, or add the role gateway.');
  const api = { base: localBase(config, running.urls.viewer), token: config.operatorToken };
  return runDemo(api, join(config.dataDir, 'demo'), (line) => tell('·', line), signal);
};

/** The gateway as this machine reaches it: the public URL may lead through a proxy that is not there yet. */
const localBase = (config: Config, viewer: string): string =>
  config.port === 0 ? viewer : `http://${['0.0.0.0', '::'].includes(config.host) ? '127.0.0.1' : config.host}:${config.port}`;

const once = async (config: Config, running: Running, services: LocalServices, logger: Logger, signal: AbortSignal): Promise<number> => {
  const log = openEventLog({ url: services.urls.eventstore, log: logger });
  try {
    const began = performance.now();
    const before = await log.head();
    const summary = await demo(config, running, signal);
    let eventsWritten = 0;
    for await (const event of log.readAll({ after: before })) if (!event.type.startsWith('$')) eventsWritten++;
    const seconds = Math.round((performance.now() - began) / 100) / 10;
    const { titlesPublished, failures, secondsPerStage } = summary;
    process.stdout.write(`${JSON.stringify({ titlesPublished, eventsWritten, seconds, secondsPerStage, failures })}\n`);
    for (const failure of failures) tell('✗', failure);
    return failures.length === 0 && titlesPublished > 0 ? 0 : 1;
  } finally {
    await log.close();
  }
};

const printUrls = ({ urls }: Running): void => {
  if (urls === undefined) return;
  const lines = ['', `  Viewer    ${urls.viewer}`, `  Studio    ${urls.studio}`, `  GraphiQL  ${urls.graphiql}`, '', '  Ctrl-C stops everything.', ''];
  process.stderr.write(`${lines.join('\n')}\n`);
};
