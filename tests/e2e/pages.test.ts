import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Browser } from 'playwright-core';
import { startPlatformProcess } from '../harness/platform-process.ts';
import { shortFilm } from '../harness/real-film.ts';
import { makeTestDir } from '../harness/services.ts';
import { complaints } from './axe.ts';
import { openBrowser } from './browser.ts';

const SECONDS = 1000;

/** A phone in the dark, a desk in daylight, and the narrowest screen that we promise. */
const looks = [
  { name: 'phone, dark', viewport: { width: 390, height: 844 }, colorScheme: 'dark' },
  { name: 'desk, light', viewport: { width: 1440, height: 900 }, colorScheme: 'light' },
  { name: 'narrow, light', viewport: { width: 360, height: 740 }, colorScheme: 'light' },
] as const;

test(
  'every page is accessible and as wide as its screen, with films and without',
  { timeout: 300 * SECONDS },
  async (t) => {
    const dataDir = makeTestDir(t);
    const platform = await startPlatformProcess(t, dataDir);
    const browser = await openBrowser(t);
    const base = new URL(platform.viewer).origin;

    await t.test('without films', () =>
      visitAll(browser, base, platform.studio, [
        '/',
        '/studio/pipeline',
        '/studio/titles',
        '/studio/log',
        '/studio/projections',
        '/studio/people',
        '/studio/people?who=everybody',
        '/studio/programs',
        '/studio/roles',
        '/studio/outbox',
        '/nowhere',
        '/sign-up',
        '/sign-in',
        '/forgot',
        '/link/reset-password',
        '/account',
        '/profiles',
      ]),
    );

    const { titleId, assetId } = await publishFilm(browser, platform.studio, await shortFilm(dataDir));
    const studio = [
      'pipeline',
      `assets/${assetId}`,
      `assets/${assetId}?tab=history`,
      'titles',
      `titles/${titleId}`,
      `titles/${titleId}?tab=history`,
      'log',
      'log?view=all&type=playback.PlaybackStarted',
      'log?view=telemetry',
      'log?q=nothing',
      'projections',
    ];
    await t.test('with a film', () =>
      visitAll(browser, base, platform.studio, [
        '/',
        '/?q=nothing',
        `/title/${titleId}`,
        '/title/unknown',
        `/watch/${titleId}`,
        '/watch/unknown',
        ...studio.map((page) => `/studio/${page}`),
      ]),
    );

    await t.test('the studio without its token', async () => {
      const page = await browser.newPage();
      await page.goto(`${base}/studio`);
      await page.getByLabel('Studio link or operator token').waitFor();
      assert.deepEqual(await complaints(page), []);
      await page.evaluate(() => document.body.append(Object.assign(new Image(), { src: '/favicon.svg' })));
      assert.match((await complaints(page)).join(), /^image-alt/, 'a planted picture without words is found');
      await page.close();
    });
    assert.equal(await platform.stop(), 0);
  },
);

async function visitAll(browser: Browser, base: string, studio: string, paths: readonly string[]): Promise<void> {
  await Promise.all(looks.map((look) => visit(browser, look, base, studio, paths)));
}

async function visit(
  browser: Browser,
  { name, ...look }: (typeof looks)[number],
  base: string,
  studio: string,
  paths: readonly string[],
): Promise<void> {
  const context = await browser.newContext(look);
  const page = await context.newPage();
  await page.goto(studio);
  await page.getByRole('heading', { level: 1 }).waitFor();
  await page.evaluate((theme) => localStorage.setItem('reprise.theme.viewer', theme), look.colorScheme);
  for (const path of paths) {
    await page.goto(`${base}${path}`);
    await page.getByRole('heading', { level: 1 }).first().waitFor();
    await page.locator('[aria-busy=true]').first().waitFor({ state: 'detached' });
    assert.deepEqual(await complaints(page), [], `${path} (${name})`);
    const excess = await page.evaluate(
      () => document.documentElement.scrollWidth - document.documentElement.clientWidth,
    );
    assert.ok(excess <= 0, `${path} (${name}) is ${excess} px wider than the screen`);
  }
  await context.close();
}

async function publishFilm(
  browser: Browser,
  studio: string,
  file: string,
): Promise<{ titleId: string; assetId: string }> {
  const page = await browser.newPage();
  page.setDefaultTimeout(120 * SECONDS);
  await page.goto(studio);
  await page.getByLabel('Choose films to upload').setInputFiles(file);
  const next = page.getByRole('link', { name: 'Name and publish' });
  await next.waitFor();
  const asset = await page.getByRole('article').getByRole('heading').getByRole('link').getAttribute('href');
  await next.click();
  await page.getByRole('button', { name: 'Publish' }).click();
  await page.getByRole('button', { name: 'Take down' }).waitFor();
  const titleId = new URL(page.url()).pathname.split('/').at(-1) ?? '';
  await page.close();
  return { titleId, assetId: asset?.split('/').at(-1) ?? '' };
}
