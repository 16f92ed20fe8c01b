import { availableParallelism } from 'node:os';
import { hash as hashPassword, verify as verifyPassword } from '@node-rs/argon2';

/** OWASP's first choice for argon2id: 19 MiB, two passes, one lane (password storage cheat sheet). The library's algorithm 2 is argon2id. */
const COST = { algorithm: 2, memoryCost: 19_456, timeCost: 2, parallelism: 1 } as const;
/** Of no password: who looks for an account that is not there takes as long as for one that is. */
const NOBODYS = '$argon2id$v=19$m=19456,t=2,p=1$umSi5EL2UdoUnXxQ3643Pg$WHl1vWDwXRKVxGUB3nenfGY7D+DZPkIIC1E4eDVSmeA';

/** Node's own threads also read files: films go on while passwords are hashed. */
const threads = Number(process.env['UV_THREADPOOL_SIZE'] ?? 4);
/** Passwords that are hashed at a time. */
export const AT_ONCE = Math.max(1, Math.min(availableParallelism(), threads - 1));
/** Some seconds of work; who comes then is told to come again. */
const WAITING = 64;

/** What is longer is nobody's password, and not worth the work. */
const MOST_UNITS = 1024;

/** Too many passwords are being hashed just now. */
export class TooManyAtOnce extends Error {
  override name = 'TooManyAtOnce';
}

/** One spelling for what looks the same, however the keyboard put it together. */
const spelled = (password: string): string => (password.length > MOST_UNITS ? '' : password.normalize('NFC'));

/** A few at a time, in the order of asking. */
export function inTurn(limits: { readonly atOnce: number; readonly waiting: number }) {
  let running = 0;
  const waiting: (() => void)[] = [];
  return async <T>(work: () => Promise<T>): Promise<T> => {
    if (running >= limits.atOnce) {
      if (waiting.length >= limits.waiting) throw new TooManyAtOnce('Too many at once.');
      await new Promise<void>((resolve) => waiting.push(resolve));
    } else running += 1;
    try {
      return await work();
    } finally {
      const next = waiting.shift();
      if (next === undefined) running -= 1;
      else next();
    }
  };
}

const turns = inTurn({ atOnce: AT_ONCE, waiting: WAITING });

/**
 * The hash of a password, in the PHC string format.
 * @throws TooManyAtOnce
 */
export const hashOf = (password: string): Promise<string> => turns(() => hashPassword(spelled(password), COST));

/**
 * Whether a password has this hash; where there is none it takes as long, and says no.
 * @throws TooManyAtOnce
 */
export const isPassword = async (hash: string | undefined, password: string): Promise<boolean> =>
  (await turns(() => verifyPassword(hash ?? NOBODYS, spelled(password)))) && hash !== undefined;
