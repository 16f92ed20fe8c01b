import { createHmac, hkdfSync, timingSafeEqual } from 'node:crypto';

const SHAPE = /^([A-Za-z0-9_-]{8})\.([A-Za-z0-9_-]{1,500})\.([A-Za-z0-9_-]{43})$/;

/**
 * The payload of a token as version 0.1.0 made it, `{kid}.{payload}.{mac}`; undefined when none of the secrets signed it
 * for this purpose. Only cookies live long enough to be met in this form; new tokens are JWTs (`keyring.ts`).
 */
export function openOldToken(secrets: readonly string[], purpose: string, token: string): unknown {
  const [, kid = '', payload = '', given = ''] = SHAPE.exec(token) ?? [];
  const secret = secrets.find((each) => derive(each, 'kid', 6).toString('base64url') === kid);
  if (secret === undefined) return undefined;
  const mac = createHmac('sha256', derive(secret, `token/${purpose}`, 32))
    .update(`${kid}.${payload}`)
    .digest();
  if (!timingSafeEqual(Buffer.from(given, 'base64url'), mac)) return undefined;
  return JSON.parse(Buffer.from(payload, 'base64url').toString('utf8'));
}

const derive = (secret: string, info: string, bytes: number): Buffer =>
  Buffer.from(hkdfSync('sha256', secret, 'reprise', info, bytes));
