import assert from 'node:assert/strict';
import type { Page } from 'playwright-core';
import { complaints } from './axe.ts';

/** The page or dialog has this title, is accessible and no wider than its screen: on a phone in the dark and on a desk in daylight. */
export async function looksRight(page: Page, title: string | RegExp): Promise<void> {
  await page.getByRole('heading', { name: title }).waitFor();
  // A button may wait for what the dialog asks.
  await page.locator('[aria-busy=true]:not(button)').first().waitFor({ state: 'detached' });
  for (const [theme, width, height] of [
    ['dark', 390, 844],
    ['light', 1440, 900],
  ] as const) {
    await page.setViewportSize({ width, height });
    await page.evaluate((name) => (document.documentElement.dataset['theme'] = name), theme);
    assert.deepEqual(await complaints(page), [], `${String(title)} (${theme})`);
    const excess = await page.evaluate(
      () => document.documentElement.scrollWidth - document.documentElement.clientWidth,
    );
    assert.ok(excess <= 0, `${String(title)} is ${excess} px wider than ${width} px`);
  }
}
