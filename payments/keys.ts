import { createHmac, timingSafeEqual } from 'node:crypto';
import { z } from 'zod';

const Key = z.string().regex(/^[\x21-\x7e]{16,200}$/);

/** What the sandbox and whoever talks to it agree upon. */
export const SandboxKeys = z.strictObject({
  api: Key.describe("for the API, as Stripe's secret key"),
  webhook: Key.describe('signs webhooks, as the secret of an endpoint'),
  control: Key.describe('for what only a sandbox has: where webhooks go, how late, and what cards do from now on'),
});
export type SandboxKeys = z.infer<typeof SandboxKeys>;

/** Without telling by its time how much of it was right. */
export function isKey(given: string | undefined, key: string): boolean {
  const digest = (text: string): Buffer => createHmac('sha256', 'compare').update(text).digest();
  return given !== undefined && timingSafeEqual(digest(given), digest(key));
}
