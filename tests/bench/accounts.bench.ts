import { fork } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import { verify } from '@node-rs/argon2';
import autocannon from 'autocannon';
import { openDatabase } from '../../adapters/postgres/database.ts';
import { createVault } from '../../adapters/postgres/vault.ts';
import { AT_ONCE, hashOf } from '../../gateway/identity/passwords.ts';
import { signedInAccount } from '../../gateway/testing/account.ts';
import { paired, rate, type Benchmark, type Figure } from './bench.ts';
import { whileACrowdSignsIn } from './crowd.ts';
import { callsPerSecond } from './events.ts';
import { startPlatform, type BenchPlatform } from './platform.ts';
import { openScope, type Scope } from './scope.ts';
import type { SignInOrders } from './sign-in-caller.ts';
import { silent } from './silent.ts';

const PASSWORD = 'lantern orchard violin seventeen';
const ACCOUNTS = 100;
const SIGN_INS = 200;
const ROUNDS = 5;
/** Many short ones: what is compared differs by less than a shared machine does from one second to the next. */
const REQUEST_ROUNDS = 15;
const SECONDS = 2;
const IN_FLIGHT = 16;
const VISITORS = 1000;
const LIST = `{ titles(first: 20) { edges { node { id name } } } }`;

/** Signing in against the hash alone, and what it costs a request to be somebody's. */
export const accounts: Benchmark = {
  name: 'accounts',
  description: 'sign-ins, and requests of who is signed in',
  async *run(report) {
    await using scope = openScope();
    const platform = await startPlatform(scope, ['projector', 'gateway'], {
      REPRISE_TRUSTED_PROXIES: '127.0.0.1',
      // A program that keeps no cookies is a new device with each sign-in.
      REPRISE_DEVICES_PER_ACCOUNT: '100',
    });
    const gateway = new URL(platform.running.urls?.viewer ?? '').origin;
    const hash = await hashOf(PASSWORD);
    report(`${ACCOUNTS} people`);
    const emails = await people(scope, platform, hash);
    report(`${ROUNDS} rounds of ${SIGN_INS} sign-ins and as many hashes`);
    yield await signIns({ gateway, emails, password: PASSWORD, signIns: SIGN_INS, atOnce: IN_FLIGHT }, hash);
    report(`${REQUEST_ROUNDS} rounds of ${SECONDS} s of requests, signed in and not`);
    yield await requests(gateway, emails[0] ?? '');
    report('a list of films while a crowd signs in');
    yield* await whileACrowdSignsIn({ gateway, emails, password: PASSWORD });
  },
};

/** The addresses of people who may sign in. */
async function people(
  scope: Scope,
  { log, urls, masterKeys }: BenchPlatform,
  hash: string,
): Promise<readonly string[]> {
  const db = openDatabase({ url: urls.postgres, log: silent });
  scope.afterwards.after(() => db.close());
  const vault = createVault(db, masterKeys);
  const emails: string[] = [];
  for (let index = 0; index < ACCOUNTS; index += 1)
    emails.push((await signedInAccount({ log, vault }, { email: `person${index}@films.example`, hash })).email);
  return emails;
}

/** Sign-ins through the API, against the same hash checked by the library as often, as many at a time as the gateway does. */
async function signIns(orders: SignInOrders, hash: string): Promise<Figure> {
  const caller = fork(fileURLToPath(new URL('sign-in-caller.ts', import.meta.url)));
  const ours = async (): Promise<number> => {
    caller.send(orders);
    const [took] = (await once(caller, 'message')) as [number];
    return orders.signIns / took;
  };
  const bare = () => callsPerSecond(orders.signIns, AT_ONCE, () => verify(hash, PASSWORD));
  try {
    await ours();
    await bare();
    return rate('sign in, against argon2 alone', 'sign-ins/s', await paired(ROUNDS, ours, bare));
  } finally {
    caller.kill();
  }
}

/** The same list by a browser that is signed in, and by one that is not. */
async function requests(gateway: string, email: string): Promise<Figure> {
  const post = (body: object, cookie = '') =>
    fetch(`${gateway}/graphql`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', cookie },
      body: JSON.stringify(body),
    });
  const cookiesOf = (answer: Response): string =>
    answer.headers
      .getSetCookie()
      .map((cookie) => cookie.split(';')[0])
      .join('; ');
  const anonymous = cookiesOf(await post({ query: LIST }));
  const query = `mutation { signIn(commandId: "${crypto.randomUUID()}", email: "${email}", password: "${PASSWORD}") { __typename } }`;
  const signedIn = `${anonymous}; ${cookiesOf(await post({ query }, anonymous))}`;
  const measure = (cookie: string) => async (): Promise<number> => {
    const result = await autocannon({
      url: `${gateway}/graphql`,
      method: 'POST',
      body: JSON.stringify({ query: LIST }),
      // As many visitors as there are: one alone is held up.
      requests: Array.from({ length: VISITORS }, (_, index) => ({
        headers: { 'content-type': 'application/json', cookie, 'x-forwarded-for': `10.9.${index >> 8}.${index & 255}` },
      })),
      connections: IN_FLIGHT,
      duration: SECONDS,
      workers: 1,
    });
    if (result.non2xx + result.errors > 0) throw new Error('Requests failed; the figure would be wrong.');
    return result.requests.average;
  };
  const pair = await paired(REQUEST_ROUNDS, measure(signedIn), measure(anonymous));
  return rate('request of who is signed in, against an anonymous one', 'requests/s', pair);
}
