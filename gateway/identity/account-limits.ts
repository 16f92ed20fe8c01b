import { refuse, type Refusal } from '../graphql/command.ts';
import type { RequestContext } from '../graphql/context.ts';
import type { Resolve, ResolverModule } from '../graphql/resolver.ts';
import { perGateway } from '../per-gateway.ts';
import type { GatewayPorts } from '../ports.ts';
import { createAttempts, type Attempt, type Attempts, type TryLimit } from './attempts.ts';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

/** What may be tried how often. Whoever else tries the same from elsewhere is not held up by it. */
const LIMITS = {
  /** One account from one network address: guessing. Good tries do not count. */
  password: [
    { windowMs: MINUTE, most: 5 },
    { windowMs: 15 * MINUTE, most: 15 },
    { windowMs: DAY, most: 60 },
  ],
  /** One account from all network addresses together. Whoever signed in on the device before is not held up by it. */
  guesses: [
    { windowMs: 15 * MINUTE, most: 50 },
    { windowMs: HOUR, most: 100 },
    { windowMs: DAY, most: 500 },
  ],
  /** Any accounts from one network address: trying a list. Good tries do not count. */
  passwords: [
    { windowMs: MINUTE, most: 60 },
    { windowMs: HOUR, most: 300 },
  ],
  /** Codes of one account's authenticator app from one network address. Good tries do not count. */
  appCode: [
    { windowMs: MINUTE, most: 5 },
    { windowMs: 15 * MINUTE, most: 15 },
    { windowMs: DAY, most: 60 },
  ],
  /** The same from wherever: six digits are few. Nobody gets here without the account's password. */
  appCodes: [
    { windowMs: 15 * MINUTE, most: 30 },
    { windowMs: DAY, most: 120 },
  ],
  /** Accounts and links that one network address asks for. */
  requests: [{ windowMs: HOUR, most: 60 }],
  /** Messages to one mailbox, whoever asks for them. */
  messages: [
    { windowMs: 15 * MINUTE, most: 5 },
    { windowMs: DAY, most: 20 },
  ],
  /** What one account does to itself: each is an event for ever, and some are messages. */
  changes: [
    { windowMs: HOUR, most: 120 },
    { windowMs: DAY, most: 600 },
  ],
  /** What one profile says of titles that it has seen, or one network address of people without an account. */
  marks: [
    { windowMs: MINUTE, most: 60 },
    { windowMs: DAY, most: 2000 },
  ],
  /** Sign-ins of one account from one network address. */
  signIns: [
    { windowMs: HOUR, most: 60 },
    { windowMs: DAY, most: 300 },
  ],
  /** Ways to a provider of sign-ins that one network address begins. */
  openIds: [{ windowMs: HOUR, most: 120 }],
  /** Codes that screens of one network address show: a screen shows one every ten minutes. */
  pairings: [
    { windowMs: HOUR, most: 60 },
    { windowMs: DAY, most: 600 },
  ],
  /** How often one screen asks whether it was let in; the interval that it is told allows two. */
  polls: [{ windowMs: 10_000, most: 3 }],
  /** Codes of screens that one account guesses, and one network address. Good ones do not count. */
  codes: [
    { windowMs: 10 * MINUTE, most: 10 },
    { windowMs: DAY, most: 60 },
  ],
  codesFrom: [
    { windowMs: 10 * MINUTE, most: 40 },
    { windowMs: DAY, most: 300 },
  ],
  /** Playbacks of one account that are begun or stopped: each is a few events for ever. */
  streams: [
    { windowMs: HOUR, most: 1200 },
    { windowMs: DAY, most: 5000 },
  ],
  /** Charges that one account asks for: whoever tries out stolen cards asks for many. */
  charges: [
    { windowMs: HOUR, most: 20 },
    { windowMs: DAY, most: 100 },
  ],
  /** Pages of the payment provider that one account opens: each is a request to the provider. */
  checkouts: [
    { windowMs: HOUR, most: 20 },
    { windowMs: DAY, most: 60 },
  ],
  /** Codes that give credit which one account brings, and one network address. Good ones do not count. */
  giftCodes: [
    { windowMs: 10 * MINUTE, most: 10 },
    { windowMs: DAY, most: 30 },
  ],
  giftCodesFrom: [
    { windowMs: 10 * MINUTE, most: 40 },
    { windowMs: DAY, most: 300 },
  ],
  /** Codes that take something off which one account tries, and one network address. Good ones do not count. */
  coupons: [
    { windowMs: 10 * MINUTE, most: 10 },
    { windowMs: DAY, most: 30 },
  ],
  couponsFrom: [
    { windowMs: 10 * MINUTE, most: 40 },
    { windowMs: DAY, most: 300 },
  ],
  /** Copies of everything about one account: each reads the whole log. */
  exports: [{ windowMs: DAY, most: 5 }],
  /** Passwords that one network address has judged: up to some hundred milliseconds each, in which nothing else is answered. */
  judgements: [
    { windowMs: MINUTE, most: 60 },
    { windowMs: HOUR, most: 600 },
  ],
} as const satisfies Readonly<Record<string, readonly TryLimit[]>>;

type Kind = keyof typeof LIMITS;

const attemptsOf = perGateway(
  ({ counters, now }): Readonly<Record<Kind, Attempts>> =>
    Object.fromEntries(
      Object.entries(LIMITS).map(([name, limits]) => [name, createAttempts({ counters, name, limits, now })]),
    ) as Record<Kind, Attempts>,
);

/** A name for what is personal that nobody reads anything in, the same in all gateways. */
const nameOf = ({ keyring }: GatewayPorts, text: string): string => keyring.digest('attempts', text);

/** Counts a try of a kind. @param of what is tried, which may be personal */
export const attempt = async ({ ports }: Pick<RequestContext, 'ports'>, kind: Kind, of: string): Promise<Attempt> =>
  attemptsOf(ports)[kind].begin(nameOf(ports, of));

/** Counts a try at the code of an authenticator app: from here, and from wherever. */
export async function attemptCode(context: RequestContext, accountId: string): Promise<Attempt> {
  const one = await attempt(context, 'appCode', `${accountId} ${context.address}`);
  if (!one.allowed) return one;
  const all = await attempt(context, 'appCodes', accountId);
  if (!all.allowed) {
    await one.giveBack();
    return all;
  }
  return { allowed: true, giveBack: async () => void (await Promise.all([one.giveBack(), all.giveBack()])) };
}

/**
 * Counts a try at a password: of this account or address from here, of all from here and, for who may be anybody, of this one from
 * everywhere.
 * @param isKnown whether they signed in from here before; left out where they are signed in
 */
export async function attemptPassword(
  context: RequestContext,
  of: string,
  isKnown?: () => Promise<boolean>,
): Promise<Attempt> {
  const counted: Extract<Attempt, { readonly allowed: true }>[] = [];
  const giveBack = async (): Promise<void> => void (await Promise.all(counted.map((each) => each.giveBack())));
  for (const [kind, what] of [
    ['password', `${of} ${context.address}`],
    ['passwords', context.address],
    ...(isKnown === undefined ? [] : [['guesses', of] as const]),
  ] as const) {
    const one = await attempt(context, kind, what);
    if (one.allowed) counted.push(one);
    else if (kind !== 'guesses' || isKnown === undefined || !(await isKnown())) {
      await giveBack();
      return one;
    }
  }
  return { allowed: true, giveBack };
}

/** Counts a sign-in after the right password: each is a stream of its own. */
export const attemptSignIn = (
  context: Pick<RequestContext, 'ports' | 'address'>,
  accountId: string,
): Promise<Attempt> => attempt(context, 'signIns', `${accountId} ${context.address}`);

/** The same mutations, each counted to whoever is signed in; what ends a sign-in or a subscription or takes a request back is never refused. */
export function limitingChanges(module: ResolverModule): ResolverModule {
  const limited = Object.entries(module.Mutation ?? {}).map(([name, resolve]): [string, Resolve] => [
    name,
    async (parent, args, context) => {
      const { account } = context.caller;
      if (account === undefined || ALWAYS.has(name)) return resolve(parent, args, context);
      const { accountId } = account;
      for (const kind of CHARGING.has(name) ? (['changes', 'charges'] as const) : (['changes'] as const)) {
        const counted = await attempt(context, kind, accountId);
        if (!counted.allowed) return tooManyChanges(counted.retryAfterMs);
      }
      return resolve(parent, args, context);
    },
  ]);
  return { ...module, Mutation: Object.fromEntries(limited) };
}

/** What has a card charged. */
const CHARGING: ReadonlySet<string> = new Set(['subscribe', 'retryPayment', 'rentTitle', 'buyTitle']);

const ALWAYS: ReadonlySet<string> = new Set([
  'signOut',
  'signOutEverywhere',
  'renewSession',
  'cancelErasure',
  // Who wants to pay no longer is let go; said twice it changes nothing.
  'cancelSubscription',
  // Screens ask; they have limits of their own.
  'startPairing',
  'pollPairing',
]);

const inTime = (ms: number): string => {
  const minutes = Math.ceil(ms / MINUTE);
  if (minutes > 90) return `${Math.ceil(minutes / 60)} hours`;
  return minutes > 1 ? `${minutes} minutes` : 'a minute';
};

/** Says when something may be changed again. */
export const tooManyChanges = (retryAfterMs: number): Refusal =>
  refuse('CommandRefused', 'account.too-many', `This was changed too often. Try again in ${inTime(retryAfterMs)}.`)
    .refusal;

/** Says when a page of the provider can be opened again. */
export const tooManyCheckouts = (retryAfterMs: number): Refusal =>
  refuse(
    'CommandRefused',
    'checkout.too-many',
    `Too many cards were to be entered. Try again in ${inTime(retryAfterMs)}.`,
  ).refusal;

/** Says when to come again. */
export const tooMany = (retryAfterMs: number): Refusal =>
  refuse('CommandRefused', 'sign-in.too-many', `Too many tries from here. Try again in ${inTime(retryAfterMs)}.`)
    .refusal;
