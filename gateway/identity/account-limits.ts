import { refuse, type Refusal } from '../graphql/command.ts';
import type { RequestContext } from '../graphql/context.ts';
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
  /** Any accounts from one network address: trying a list. Good tries do not count. */
  passwords: [
    { windowMs: MINUTE, most: 60 },
    { windowMs: HOUR, most: 300 },
  ],
  /** Accounts and links that one network address asks for. */
  requests: [{ windowMs: HOUR, most: 60 }],
  /** Messages to one mailbox, whoever asks for them. */
  messages: [
    { windowMs: 15 * MINUTE, most: 5 },
    { windowMs: DAY, most: 20 },
  ],
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
async function nameOf({ keyring }: GatewayPorts, text: string): Promise<string> {
  const token = await keyring.sign('attempts', { of: text });
  return token.slice(token.lastIndexOf('.') + 1);
}

/** Counts a try of a kind. @param of what is tried, which may be personal */
export const attempt = async ({ ports }: RequestContext, kind: Kind, of: string): Promise<Attempt> =>
  attemptsOf(ports)[kind].begin(await nameOf(ports, of));

/** Counts a try at a password: of this account or address from here, and of all from here. */
export async function attemptPassword(context: RequestContext, of: string): Promise<Attempt> {
  const one = await attempt(context, 'password', `${of} ${context.address}`);
  if (!one.allowed) return one;
  const all = await attempt(context, 'passwords', context.address);
  if (!all.allowed) {
    await one.giveBack();
    return all;
  }
  return {
    allowed: true,
    giveBack: async () => void (await Promise.all([one.giveBack(), all.giveBack()])),
  };
}

/** Says when to come again. */
export function tooMany(retryAfterMs: number): Refusal {
  const minutes = Math.ceil(retryAfterMs / MINUTE);
  const when = minutes > 90 ? `${Math.ceil(minutes / 60)} hours` : minutes > 1 ? `${minutes} minutes` : 'a minute';
  return refuse('CommandRefused', 'sign-in.too-many', `Too many tries from here. Try again in ${when}.`).refusal;
}
