/** Long enough for a projector that was killed to come back, short enough that an old token costs nobody a wait. */
const rememberMs = 30_000;

let latest: { token: string; at: number } | null = null;

/** Keep the token of a mutation, so that the next reads see what was written. */
export function rememberToken(token: string, now = Date.now()): void {
  if (latest === null || BigInt(token) > BigInt(latest.token)) latest = { token, at: now };
}

/** Header for reads: the gateway waits, at most two seconds, until its read models have seen the token. */
export function consistencyHeaders(now = Date.now()): Record<string, string> {
  return latest !== null && now - latest.at < rememberMs ? { 'x-reprise-token': latest.token } : {};
}
