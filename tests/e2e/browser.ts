import { chromium, type Browser, type Page } from 'playwright-core';
import { findOnPath } from '../../workers/runtime/programs.ts';
import { cleanUpAfter, type Afterwards } from '../harness/services.ts';

const FLAGS = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
  '--autoplay-policy=no-user-gesture-required',
];

/** The system's Chromium, headless; closed after the test. */
export async function openBrowser(t: Afterwards): Promise<Browser> {
  const executablePath = ['chromium', 'chromium-browser', 'google-chrome']
    .map(findOnPath)
    .find((path) => path !== undefined);
  if (executablePath === undefined)
    throw new Error('No Chromium is installed. Install it (Debian, Ubuntu: apt-get install chromium) or run: npm test');
  const browser = await chromium.launch({ executablePath, args: FLAGS });
  cleanUpAfter(t, () => browser.close());
  return browser;
}

/** What went wrong on a page although nobody looked: script errors and requests to other places. */
export interface PageTroubles {
  readonly errors: readonly string[];
  readonly foreign: readonly string[];
}

/** Notes script errors, and every request that leaves the page's own origin. */
export function watchTroubles(page: Page, origin: string): PageTroubles {
  const errors: string[] = [];
  const foreign: string[] = [];
  page.on('pageerror', (error) => errors.push(error.message));
  page.on('request', (request) => {
    const url = request.url();
    if (!url.startsWith(origin) && !url.startsWith(origin.replace(/^http/, 'ws')) && !/^(data|blob):/.test(url))
      foreign.push(url);
  });
  return { errors, foreign };
}
