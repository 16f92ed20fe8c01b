import { availableParallelism } from 'node:os';
import { hashBehind } from './hash-threads.ts';

/**
 * RFC 9106, section 4, its choice for where memory is short: argon2id, 64 MiB, three passes; in one lane, because there are threads for more
 * than one at a time already. The library's algorithm 2 is argon2id.
 */
const COST = { algorithm: 2, memoryCost: 65_536, timeCost: 3, parallelism: 1 } as const;
/** Of no password: who looks for an account that is not there takes as long as for one that is. */
const NOBODYS = '$argon2id$v=19$m=65536,t=3,p=1$/mDRe8w+OtFfaZ2bZFNz5w$sSkLH+EeoevCi8DgoLA63Ssf3AMomcDoXPdxTmaace8';

/** More at a time would be memory, 64 MiB each, for nothing that somebody waits for. */
const MOST_AT_ONCE = 3;
/** Passwords that are hashed at a time: one processor is left for everything else that is asked meanwhile. */
export const AT_ONCE = Math.max(1, Math.min(availableParallelism() - 1, MOST_AT_ONCE));
/** Two seconds of work, several where others work too. Who comes then is told to come again. */
const WAITING = 24 * AT_ONCE;
/** Those that wait for one address. */
const SHARE = WAITING / 3;
/**
 * On a machine that is slow or busy the queue is longer than it looks: whoever waited for so long is told to come again, before the
 * request as a whole is given up. Twice, in the queue of sign-ins and in that of hashes, it is less than a request has.
 */
const PATIENCE_MS = 4000;

/** What is longer is nobody's password, and not worth the work. */
const MOST_UNITS = 1024;

/** Too many passwords are being hashed just now. */
export class TooManyAtOnce extends Error {
  override name = 'TooManyAtOnce';
}

/** One spelling for what looks the same, however the keyboard put it together. */
const spelled = (password: string): string => (password.length > MOST_UNITS ? '' : password.normalize('NFC'));

/**
 * A few at a time. Those that wait take turns by whom they are for, and nobody's may fill the queue: who asks a thousand times holds up
 * themselves.
 * @param limits.share how many may wait for one of them; by default as many as for all
 * @param limits.patienceMs how long one waits; by default as long as it takes
 */
export function inTurn(limits: {
  readonly atOnce: number;
  readonly waiting: number;
  readonly share?: number;
  readonly patienceMs?: number;
}) {
  const { atOnce, waiting: most, share = most, patienceMs } = limits;
  let running = 0;
  let waiting = 0;
  /** Who waits, by whom it is for; whose turn was longest ago is first. */
  const queues = new Map<string, (() => void)[]>();
  const wait = (by: string): Promise<void> => {
    const queue = queues.get(by) ?? [];
    if (waiting >= most || queue.length >= share) throw new TooManyAtOnce('Too many at once.');
    queues.set(by, queue);
    waiting += 1;
    return new Promise((resolve, reject) => {
      const begin = (): void => {
        clearTimeout(patience);
        resolve();
      };
      const leave = (): void => {
        queue.splice(queue.indexOf(begin), 1);
        if (queue.length === 0) queues.delete(by);
        waiting -= 1;
        reject(new TooManyAtOnce('It took too long until it was their turn.'));
      };
      const patience = patienceMs === undefined ? undefined : setTimeout(leave, patienceMs);
      queue.push(begin);
    });
  };
  const startNext = (): void => {
    const [first] = queues;
    if (first === undefined) return void (running -= 1);
    const [by, queue] = first;
    const next = queue.shift();
    queues.delete(by);
    if (queue.length > 0) queues.set(by, queue);
    waiting -= 1;
    next?.();
  };
  return async <T>(work: () => Promise<T>, by = ''): Promise<T> => {
    if (running >= atOnce) await wait(by);
    else running += 1;
    try {
      return await work();
    } finally {
      startNext();
    }
  };
}

const turns = inTurn({ atOnce: AT_ONCE, waiting: WAITING, share: SHARE, patienceMs: PATIENCE_MS });

/** So many sign-ins are at other work than hashing meanwhile. */
const BESIDE = 2;
const signIns = inTurn({ atOnce: AT_ONCE + BESIDE, waiting: WAITING, share: SHARE, patienceMs: PATIENCE_MS });

/**
 * Does the work of a sign-in in its turn. Whoever comes when too many wait is told so before anything was looked up for them: a crowd
 * costs those who watch nothing but its requests.
 * @param address of whoever asks
 * @throws TooManyAtOnce
 */
export const inSignInTurn = <T>(work: () => Promise<T>, address: string): Promise<T> => signIns(work, address);

/**
 * The hash of a password, in the PHC string format.
 * @param address of whoever asks: those of one address wait for each other
 * @throws TooManyAtOnce
 */
export const hashOf = (password: string, address?: string): Promise<string> =>
  turns(() => hashBehind({ password: spelled(password), cost: COST }), address).then(String);

/**
 * Whether a password has this hash; where there is none it takes as long, and says no.
 * @param address as in `hashOf`
 * @throws TooManyAtOnce
 */
export const isPassword = async (hash: string | undefined, password: string, address?: string): Promise<boolean> =>
  (await turns(() => hashBehind({ password: spelled(password), hash: hash ?? NOBODYS, cost: COST }), address)) ===
    true && hash !== undefined;
