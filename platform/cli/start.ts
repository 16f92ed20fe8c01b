import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { loadConfig } from '../config.ts';
import type { Config } from '../config.ts';
import { openDemoAccounts, wantsDemoAccounts } from '../demo/accounts.ts';
import type { DemoAccounts } from '../demo/accounts.ts';
import { createBars } from '../demo/bars.ts';
import { ingestDemo } from '../demo/ingest-demo.ts';
import type { DemoSummary } from '../demo/ingest-demo.ts';
import { lockDataDir } from '../instance-lock.ts';
import { startLocalServices } from '../local-services.ts';
import type { LocalServices } from '../local-services.ts';
import { createRolesStarter } from '../roles-process.ts';
import type { Pages } from '../serve.ts';
import type { ServiceUrls } from '../service-urls.ts';
import { keepRunning } from '../supervisor.ts';
import { reasonOf } from '../../runtime/reason.ts';
import { filmSandbox } from '../../workers/media/media-programs.ts';
import { buildWeb, canBuildWeb, webIsBuilt } from '../web-build.ts';
import { checkListening } from './listen-check.ts';
import { print, printError, step, CommandFailed } from './print.ts';
import { aborted, stopSignal } from './stop-signal.ts';
import { summarize } from './summary.ts';
import { forgetServices, noteServices } from './with-services.ts';

const INTERRUPTED = 130;

/** `reprise start`, which is `npm start`: everything on this machine, until Ctrl-C. */
export async function start(args: readonly string[]): Promise<number> {
  const options = parse(args);
  const config = loadConfig();
  const unlock = lockDataDir(config.dataDir);
  const stopping = stopSignal();
  const undo: (() => Promise<void>)[] = [];
  try {
    forgetServices(config);
    await checkListening(config);
    if (canBuildWeb() && !webIsBuilt()) await step('the web app is built', buildWeb);
    // It takes as long as some of the services, which are waited for anyway.
    const trial = filmSandbox();
    const services = await step('services are up', () => startLocalServices(config, (line) => print('·', line)));
    undo.push(() => services.stop());
    undo.push(async () => forgetServices(config));
    noteServices(config, services.urls);
    const sandbox = await trial;
    if (sandbox.bwrap === undefined) print('·', `films are read without a sandbox: ${sandbox.why}`);
    const starter = createRolesStarter(config, services.urls);
    undo.push(async () => starter.close());
    const roles = await step('roles are at work', () =>
      keepRunning({ name: 'the roles', begin: starter.begin, report: (line) => print('·', line) }),
    );
    undo.push(() => roles.stop());
    const pages = roles.value;
    if (stopping.aborted) return INTERRUPTED;
    // Whoever has it run once sees no addresses, and counts what it wrote.
    const wantsAccounts = options.demo && !options.once && wantsDemoAccounts(config);
    const accounts = wantsAccounts ? await makeDemoAccounts(config, services.urls) : undefined;
    if (!options.once) welcome(config, services, pages, accounts);
    const demo = options.demo ? await runDemo(config, pages, AbortSignal.any([stopping, roles.failed])) : undefined;
    roles.failed.throwIfAborted();
    if (options.once) return await finish(services.urls, demo, stopping);
    // The films' lines have pushed the addresses out of sight.
    if (
      demo !== undefined &&
      !(demo instanceof Error) &&
      Object.values(demo.secondsPerStage).some((seconds) => seconds > 0)
    )
      showPages(pages, accounts, config.staffSecondFactor === 'required');
    await aborted(AbortSignal.any([stopping, roles.failed]));
    roles.failed.throwIfAborted();
    return 0;
  } finally {
    if (stopping.aborted) print('·', 'stopping');
    for (const stop of undo.toReversed())
      await stop().catch((error: unknown) =>
        printError(`Stopping: ${error instanceof Error ? error.message : String(error)}`),
      );
    unlock();
    if (stopping.aborted) print('✓', `stopped; everything is kept in ${config.dataDir}`);
  }
}

/** The first run brings the demo films. Without them there is still a platform, so trouble here is reported and not fatal. */
async function runDemo(config: Config, pages: Pages, signal: AbortSignal): Promise<DemoSummary | Error> {
  const bars = createBars();
  try {
    return await ingestDemo({
      dataDir: config.dataDir,
      gatewayUrl: new URL(pages.viewer).origin,
      operatorToken: config.operatorToken,
      print: (line) => bars.print(`· ${line}`),
      progress: bars.progress,
      signal,
    });
  } catch (error) {
    if (!signal.aborted)
      printError(
        `The demo films did not get through: ${error instanceof Error ? error.message : String(error)} The next start tries again.`,
      );
    return error instanceof Error ? error : new Error(String(error));
  } finally {
    bars.progress.stop();
  }
}

async function finish(
  urls: ServiceUrls,
  demo: DemoSummary | Error | undefined,
  stopping: AbortSignal,
): Promise<number> {
  if (stopping.aborted) return INTERRUPTED;
  if (demo instanceof Error) return 1;
  const summary = await summarize(urls.eventstore, demo);
  process.stdout.write(`${JSON.stringify(summary)}\n`);
  if (demo === undefined || (demo.rejected.length === 0 && summary.titlesPublished > 0)) return 0;
  printError(
    demo.rejected.length > 0
      ? `Rejected: ${demo.rejected.map(({ name, reason }) => `${name} (${reason})`).join(', ')}`
      : 'No title was published; see the lines above.',
  );
  return 1;
}

/** Without them there is still a platform, so trouble here is reported and not fatal. */
async function makeDemoAccounts(config: Config, urls: ServiceUrls): Promise<DemoAccounts | undefined> {
  try {
    return await openDemoAccounts(config, urls);
  } catch (error) {
    printError(`The demo accounts could not be made: ${reasonOf(error)} The next start tries again.`);
    return undefined;
  }
}

function welcome(config: Config, services: LocalServices, pages: Pages, accounts: DemoAccounts | undefined): void {
  if (services.local.length > 0) print('·', `running here: ${services.local.join(', ')}`);
  print('·', `data in ${config.dataDir}, logs in ${join(config.dataDir, 'logs/reprise.log')}`);
  showPages(pages, accounts, config.staffSecondFactor === 'required');
}

function showPages(
  { viewer, studio, graphiql }: Pages,
  accounts: DemoAccounts | undefined,
  needsFactor: boolean,
): void {
  const lines = [
    '',
    `Watch     ${viewer}`,
    `Studio    ${studio}`,
    `GraphiQL  ${graphiql}`,
    ...accountLines(accounts, needsFactor),
    '',
    'Ctrl-C stops everything.',
  ];
  for (const line of lines) print(' ', line);
}

const accountLines = (accounts: DemoAccounts | undefined, needsFactor: boolean): readonly string[] =>
  accounts === undefined || accounts.rows.length === 0
    ? []
    : [
        '',
        `To sign in with, for trying things out; the password of each is ${accounts.password}`,
        ...accounts.rows.map(({ email, what }) => `  ${email.padEnd(26)}${what}`),
        ...(needsFactor
          ? ['Roles hold only after a passkey or an authenticator app is added (REPRISE_STAFF_SECOND_FACTOR=required).']
          : []),
      ];

function parse(args: readonly string[]): { readonly demo: boolean; readonly once: boolean } {
  try {
    const { values } = parseArgs({
      args: [...args],
      options: { 'no-demo': { type: 'boolean' }, once: { type: 'boolean' } },
    });
    return { demo: values['no-demo'] !== true, once: values.once === true };
  } catch (error) {
    throw new CommandFailed(
      `${error instanceof Error ? error.message : String(error)}. Use: npm start -- [--no-demo] [--once] [--no-install]`,
    );
  }
}
