/** What a player works with until it renews it. */
export interface Renewed {
  readonly dashUrl: string;
  readonly sessionToken: string;
  readonly renewAfterSeconds: number;
}

/** What came of asking to go on: new tokens, a refusal that stays one, or nothing for now. */
export type RenewalAnswer<R> =
  | { readonly kind: 'renewed'; readonly tokens: Renewed }
  | { readonly kind: 'refused'; readonly refusal: R }
  | { readonly kind: 'later' };

export interface Renewal {
  /** An address as it may be asked for now. Waits only where the tokens are too old to be of use. */
  freshen(uri: string): Promise<string>;
  /** The newest session token. */
  sessionToken(): string;
  /** Renews at once. Whether it may go on. */
  now(): Promise<boolean>;
}

/** Tokens hold half as long again as they are to be kept. */
const HOLD_FACTOR = 1.5;
const RETRY_MS = 5000;
const SIGNED = /^((?:https?:\/\/[^/]+)?\/v\/)[^/]+\//;

const signatureIn = (url: string): string => url.split('/')[2] ?? '';

/**
 * Keeps a session allowed to play, without timers: when something is asked for and the tokens are getting old, they are renewed beside
 * it. So a film plays through however long it is, and one that was paused overnight goes on with the first request.
 * @param clock ms, of this device alone
 */
export function createRenewal<R>(
  first: Renewed,
  ask: (sessionToken: string) => Promise<RenewalAnswer<R>>,
  onRefused: (refusal: R) => void,
  clock: () => number = Date.now,
): Renewal {
  let tokens = first;
  let since = clock();
  let triedAt = -Infinity;
  let asking: Promise<boolean> | null = null;
  let isRefused = false;

  const renew = async (): Promise<boolean> => {
    triedAt = clock();
    const answer = await ask(tokens.sessionToken).catch((): RenewalAnswer<R> => ({ kind: 'later' }));
    if (answer.kind === 'renewed') {
      tokens = answer.tokens;
      since = clock();
      return true;
    }
    if (answer.kind === 'refused' && !isRefused) {
      isRefused = true;
      onRefused(answer.refusal);
    }
    return false;
  };
  const now = (): Promise<boolean> =>
    isRefused
      ? Promise.resolve(false)
      : (asking ??= renew().finally(() => {
          asking = null;
        }));

  return {
    async freshen(uri) {
      if (!SIGNED.test(uri)) return uri;
      const age = clock() - since;
      const due = tokens.renewAfterSeconds * 1000;
      // A clock that was set back says nothing about age.
      const isDue = age < 0 || age >= due;
      if (isDue && Math.abs(clock() - triedAt) >= RETRY_MS) void now();
      if (age < 0 || age >= due * HOLD_FACTOR) await asking;
      return uri.replace(SIGNED, `$1${signatureIn(tokens.dashUrl)}/`);
    },
    sessionToken: () => tokens.sessionToken,
    now,
  };
}
