import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Page, Request } from 'playwright-core';
import { openEventLog } from '../../adapters/eventstore/event-log.ts';
import { silentLogger } from '../../ports/testing/silent-logger.ts';
import { startPlatformProcess } from '../harness/platform-process.ts';
import { shortFilm } from '../harness/real-film.ts';
import { makeTestDir } from '../harness/services.ts';
import { field, waitForEvent } from '../harness/wait-for-event.ts';
import { complaints } from './axe.ts';
import { openBrowser, watchTroubles } from './browser.ts';
import { looksRight } from './looks-right.ts';

const SECONDS = 1000;

test(
  'a film goes in through the studio, is published, plays in the browser and resumes where it was left',
  { timeout: 300 * SECONDS },
  async (t) => {
    const dataDir = makeTestDir(t);
    const platform = await startPlatformProcess(t, dataDir);
    const log = openEventLog({ url: platform.services.eventstore, log: silentLogger });
    t.after(() => log.close());
    const browser = await openBrowser(t);
    const context = await browser.newContext({ viewport: { width: 1440, height: 900 } });
    context.setDefaultTimeout(60 * SECONDS);
    const page = await context.newPage();
    const troubles = watchTroubles(page, new URL(platform.viewer).origin);
    const texts: string[] = [];
    page.on('request', (request) => {
      const { operationName, query } = graphqlBody(request);
      if (operationName !== undefined && query !== undefined) texts.push(operationName);
    });

    let titleId = '';
    await t.test('upload: the pipeline board shows it until it is ready', async () => {
      await page.goto(platform.studio);
      await page
        .locator('input[type=file]')
        .first()
        .setInputFiles(await shortFilm(dataDir));
      await page
        .getByText('Name and publish')
        .first()
        .waitFor({ timeout: 120 * SECONDS });
      const ready = await waitForEvent(log, ['catalog.TitleMediaAttached'], () => true);
      titleId = String(field(ready.data, 'titleId'));
    });

    await t.test('publish: the editor names it and puts it live', async () => {
      await page.getByText('Name and publish').first().click();
      await page.getByLabel('Name').fill('A film for the test');
      await page.getByRole('button', { name: 'Save' }).click();
      await waitForEvent(log, ['catalog.TitleDetailsEdited'], ({ data }) => field(data, 'titleId') === titleId);
      await page
        .getByRole('button', { name: /^Publish/ })
        .first()
        .click();
      await page.getByText('Published', { exact: true }).first().waitFor();
      await waitForEvent(log, ['catalog.TitlePublished'], ({ data }) => field(data, 'titleId') === titleId);
    });

    await t.test('play: pictures are decoded past three seconds', async () => {
      await page.goto(platform.viewer);
      await page.getByRole('heading', { name: 'A film for the test' }).first().waitFor();
      await page.getByRole('link', { name: /Play/ }).first().click();
      await playedPast(page, 3);
      assert.ok((await decodedFrames(page)) > 30, 'frames were decoded');
    });

    let pausedAt = 0;
    await t.test('heartbeats reach the event store and the progress reaches the read model', async () => {
      await page.locator('video').evaluate((video) => (video as HTMLVideoElement).pause());
      const heartbeat = await waitForEvent(
        log,
        ['playback.PlaybackHeartbeat'],
        ({ data }) => lastSample(data, 'sta') === 'a',
      );
      pausedAt = Number(lastSample(heartbeat.data, 'pt'));
      assert.ok(pausedAt > 3 * SECONDS, `the heartbeat says where it paused (${pausedAt} ms)`);
      await page.waitForFunction(async (least) => {
        const answer = await fetch('/graphql', {
          method: 'POST',
          headers: { 'content-type': 'application/json' },
          body: JSON.stringify({ query: '{ continueWatching { positionMs title { name } } }' }),
        });
        const { data } = (await answer.json()) as { data: { continueWatching: { positionMs: number }[] } };
        return (data.continueWatching[0]?.positionMs ?? 0) >= least;
      }, pausedAt - 1);
    });

    await t.test("the studio's log leads from the session to its heartbeats", async () => {
      const studio = await context.newPage();
      await studio.goto(`${platform.viewer}studio/log?view=telemetry`);
      await studio.getByRole('link', { name: 'Heartbeats' }).first().click();
      await studio
        .getByText(/A viewer reported/)
        .first()
        .waitFor();
      await studio.close();
    });

    await t.test('resume: after a reload it goes on where it was', async () => {
      await page.reload();
      await page.waitForFunction(
        (from) => {
          const video = document.querySelector('video');
          return video !== null && video.currentTime >= from && video.readyState >= 2;
        },
        pausedAt / SECONDS - 1,
      );
      assert.ok((await decodedFrames(page)) > 0, 'frames are decoded again');
    });

    await t.test('HLS plays from the same segments', async () => {
      await page.goto(`${platform.viewer}watch/${titleId}?format=hls`);
      await playedPast(page, 1);
    });

    await t.test('marks: taken from continue watching, then watched, then not', async () => {
      await page.goto(platform.viewer);
      const rail = page.getByRole('region', { name: 'Continue watching' });
      await looksRight(page, 'Continue watching');
      await rail.getByRole('button', { name: 'More about A film for the test' }).click();
      assert.deepEqual(await complaints(page), [], 'the menu');
      await page.getByRole('button', { name: 'Remove from continue watching' }).click();
      await rail.waitFor({ state: 'detached' });
      await page.goto(`${platform.viewer}title/${titleId}`);
      for (const [mark, then] of [
        ['Mark as watched', 'Mark as not watched'],
        ['Mark as not watched', 'Mark as watched'],
      ] as const) {
        await looksRight(page, 'A film for the test');
        await page.getByRole('button', { name: 'More about A film for the test' }).press('Enter');
        await page.getByRole('button', { name: mark }).click();
        await page.getByRole('button', { name: then, includeHidden: true }).waitFor({ state: 'attached' });
      }
    });

    assert.deepEqual(texts, [], 'our own pages ask by the hash of an operation');
    assert.deepEqual(troubles.errors, [], 'no script error on any page');
    assert.deepEqual(troubles.foreign, [], 'no page loads anything from elsewhere');
    await context.close();
    assert.equal(await platform.stop(), 0, 'Ctrl-C ends everything cleanly');
  },
);

/** Waits until the playhead has passed this many seconds. */
const playedPast = (page: Page, seconds: number) =>
  page.waitForFunction((past) => (document.querySelector('video')?.currentTime ?? 0) > past, seconds);

const decodedFrames = (page: Page): Promise<number> =>
  page.locator('video').evaluate((video) => (video as HTMLVideoElement).getVideoPlaybackQuality().totalVideoFrames);

/** What a request asks by GraphQL; nothing when it is another one. */
const graphqlBody = (request: Request): { readonly operationName?: string; readonly query?: string } =>
  request.url().endsWith('/graphql') && request.method() === 'POST'
    ? (request.postDataJSON() as { operationName?: string; query?: string })
    : {};

const lastSample = (data: unknown, name: string): unknown => {
  const samples = field(data, 'samples');
  return Array.isArray(samples) ? field(samples.at(-1), name) : undefined;
};
