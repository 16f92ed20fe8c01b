import type { TestContext } from 'node:test';
import type { Browser, BrowserContext, Locator, Page, Response } from 'playwright-core';
import { setTimeout as sleep } from 'node:timers/promises';
import { openEventLog } from '../../adapters/eventstore/event-log.ts';
import { openDatabase } from '../../adapters/postgres/database.ts';
import { openGatewayClient, type GatewayClient } from '../../platform/demo/gateway-client.ts';
import type { Database } from '../../ports/database.ts';
import type { EventLog } from '../../ports/event-log.ts';
import { silentLogger } from '../../ports/testing/silent-logger.ts';
import { startInstallation, type Installation } from '../chaos/installation.ts';
import { openMailbox, type Mailbox } from '../harness/mailbox.ts';
import { cleanUpAfter } from '../harness/services.ts';
import { openBrowser } from './browser.ts';

const DAY_MS = 86_400_000;
/** What a page shows is there by then, or never. */
const SHOWN_MS = 8_000;
/** Between two tries. */
const PAUSE_MS = 400;
/** Longer than it takes a killed platform to be whole again, on a busy machine. */
const PATIENCE_MS = 120_000;

/** A whole platform, its sandbox, a browser, and a clock for all of them. */
export interface World {
  readonly it: Installation;
  readonly log: EventLog;
  readonly db: Database;
  readonly mailbox: Mailbox;
  readonly operator: GatewayClient;
  /** Positions of events that pages were told of, as answers of mutations. */
  readonly acknowledged: ReadonlySet<string>;
  /** Tells the story, for when it fails. */
  readonly say: (line: string) => void;
  /** Told that a step begins. */
  readonly stepBegins: (step: string) => void;
  /** Another browser of somebody's. Its clock is moved with the platform's. */
  open(): Promise<Page>;
  /** So many days pass. */
  pass(days: number): Promise<void>;
}

interface WorldOptions {
  readonly say: (line: string) => void;
  /** Told that a step begins. */
  readonly during: (it: Installation, step: string) => void;
}

export async function startWorld(t: TestContext, { say, during }: WorldOptions): Promise<World> {
  const it = await startInstallation(t, { REPRISE_HOME_TERRITORY: 'DE', REPRISE_TITLES_WITHOUT_RIGHTS: 'closed' });
  const log = openEventLog({ url: it.urls.eventstore, log: silentLogger });
  const db = openDatabase({ url: it.urls.postgres, log: silentLogger });
  cleanUpAfter(t, () => Promise.allSettled([log.close(), db.close()]));
  const mailbox = openMailbox(t, { dataDir: it.dataDir, services: it.urls });
  const browser = await openBrowser(t);
  const over = new AbortController();
  cleanUpAfter(t, () => over.abort());
  const signal = AbortSignal.any([over.signal, it.died]);
  const operator = openGatewayClient({ gatewayUrl: it.gatewayUrl, operatorToken: it.operatorToken, signal });
  let offsetMs = 0;
  const contexts: BrowserContext[] = [];
  const acknowledged = new Set<string>();
  return {
    ...{ it, log, db, mailbox, operator, acknowledged, say },
    stepBegins: (step) => during(it, step),
    async open() {
      const context = await openContext(browser, it.gatewayUrl);
      await context.addInitScript(shiftDate, offsetMs);
      contexts.push(context);
      const page = await context.newPage();
      page.on('response', (response) => void noteTokens(response, acknowledged));
      return page;
    },
    async pass(days) {
      say(`${days} days pass`);
      offsetMs += days * DAY_MS;
      for (const context of contexts) await context.addInitScript(shiftDate, offsetMs);
      await it.moveClock(offsetMs);
    },
  };
}

async function openContext(browser: Browser, baseURL: string): Promise<BrowserContext> {
  const context = await browser.newContext({ baseURL, viewport: { width: 1280, height: 860 } });
  context.setDefaultTimeout(SHOWN_MS);
  return context;
}

async function noteTokens(response: Response, acknowledged: Set<string>): Promise<void> {
  if (!response.url().endsWith('/graphql')) return;
  const { data } = (await response.json().catch(() => ({}))) as { data?: Record<string, { token?: unknown } | null> };
  for (const answer of Object.values(data ?? {}))
    if (typeof answer?.token === 'string' && /^[1-9]\d*$/.test(answer.token)) acknowledged.add(answer.token);
}

/** For pages that are loaded from then on; the newest one that is added holds. */
function shiftDate(offsetMs: number): void {
  const kept = globalThis as { machineDate?: typeof Date };
  const machine = (kept.machineDate ??= Date);
  const now = (): number => machine.now() + offsetMs;
  globalThis.Date = new Proxy(machine, {
    construct: (target, args, made) => Reflect.construct(target, args.length === 0 ? [now()] : args, made) as Date,
    get: (target, name) => (name === 'now' ? now : (Reflect.get(target, name) as unknown)),
  });
}

/**
 * Goes a way again, as people do, until it led to what they wanted: `way` first looks whether it is done already.
 * @param shownMs how long to wait after it before it is gone again; little where it only looks
 */
export async function reach(
  world: World,
  what: string,
  goal: Locator,
  way: () => Promise<void>,
  shownMs = SHOWN_MS,
): Promise<void> {
  const began = performance.now();
  world.stepBegins(what);
  for (let tries = 1; ; tries += 1) {
    try {
      await way();
      await goal.first().waitFor({ timeout: shownMs });
      world.say(`${what} (${tries}, ${Math.round(performance.now() - began)} ms)`);
      return;
    } catch (error) {
      world.it.died.throwIfAborted();
      const message = error instanceof Error ? error.message : String(error);
      if (performance.now() - began > PATIENCE_MS) throw new Error(`never: ${what}`, { cause: error });
      world.say(`again: ${what}: ${message.split('\n', 1)[0]?.slice(0, 160)}; the page: ${await shown(goal.page())}`);
      await sleep(PAUSE_MS);
    }
  }
}

const shown = async (page: Page): Promise<string> => {
  const text = await page
    .locator('body')
    .innerText({ timeout: 1000 })
    .catch(() => 'nothing');
  return `${new URL(page.url()).pathname} ${text.replaceAll(/\s+/g, ' ').slice(0, 300)}`;
};

/** Whether it is to be seen now, or within a moment. */
export const isThere = (what: Locator, ms = 1_500): Promise<boolean> =>
  what
    .first()
    .waitFor({ timeout: ms })
    .then(
      () => true,
      () => false,
    );
