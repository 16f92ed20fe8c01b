import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import { openEventLog } from '../../adapters/eventstore/event-log.ts';
import { openDatabase } from '../../adapters/postgres/database.ts';
import { createVault } from '../../adapters/postgres/vault.ts';
import { executeOn } from '../../commands/testing/execute.ts';
import { hashOf } from '../../gateway/identity/passwords.ts';
import { loadConfig } from '../../platform/config.ts';
import { silentLogger } from '../../ports/testing/silent-logger.ts';
import type { Installation } from '../chaos/installation.ts';
import { asker, pick } from '../../gateway/testing/start.ts';
import { inbox } from '../harness/inbox.ts';

const { until } = inbox<never>();

/** Somebody with an account, by the cookies of a browser. */
export interface Customer {
  /** A query; its answer has no errors. @returns what stands at this path */
  ask(query: string, path: string): Promise<unknown>;
  /** A mutation with an id of its own. @returns the answer's members, `__typename` and a refusal's `code` among them */
  does(call: string, fields?: string, commandId?: string): Promise<Readonly<Record<string, unknown>>>;
  /** Asks until it is so. @returns what it was then */
  sees<T>(query: string, path: string, fits: (found: T) => boolean): Promise<T>;
  /** Opens the provider's page, enters a card there and comes back. Resolves when it is kept. */
  entersCard(number: string): Promise<void>;
  mine(fields: string): Promise<Readonly<Record<string, unknown>> | null>;
}

/** Makes accounts of viewers with one password, past their mailboxes, and signs each in. */
export async function viewers(
  { dataDir, urls, gatewayUrl }: Pick<Installation, 'dataDir' | 'urls' | 'gatewayUrl'>,
  { names, password }: { readonly names: readonly string[]; readonly password: string },
): Promise<readonly Customer[]> {
  const log = openEventLog({ url: urls.eventstore, log: silentLogger });
  const db = openDatabase({ url: urls.postgres, log: silentLogger });
  try {
    const vault = createVault(db, loadConfig({ REPRISE_DATA_DIR: dataDir }).masterKeys);
    await vault.prepare();
    const execute = executeOn(log);
    const hash = await hashOf(password);
    for (const name of names) {
      const [accountId, commandId, email] = [randomUUID(), randomUUID(), addressOf(name)];
      await vault.claim('email', email, accountId);
      const data = {
        ...{ accountId, locale: 'en', linkId: randomUUID() },
        email: await vault.seal(accountId, 'email', email),
        hash: await vault.seal(accountId, 'password', hash),
      };
      const outcome = await execute({
        ...{ commandId, streamId: accountId, correlationId: commandId },
        command: { type: 'RegisterDemoAccount', data, at: new Date().toISOString() },
        actor: { kind: 'system', id: 'demo', account: accountId },
      });
      assert.equal(outcome.kind, 'committed');
    }
  } finally {
    await Promise.allSettled([log.close(), db.close()]);
  }
  return Promise.all(names.map((name) => signedIn(gatewayUrl, { email: addressOf(name), password })));
}

/** The address of an account that `viewers` makes. */
export const addressOf = (name: string): string => `${name}@films.example`;

export async function signedIn(
  url: string,
  who: { readonly email: string; readonly password: string },
): Promise<Customer> {
  const cookies = new Map<string, string>();
  const send = async (query: string) => {
    const cookie = [...cookies].map(([name, value]) => `${name}=${value}`).join('; ');
    const answer = await asker(url)(query, {}, { headers: { cookie } });
    for (const each of answer.headers.getSetCookie()) {
      const [name = '', value = ''] = (each.split(';', 1)[0] ?? '').split('=', 2);
      cookies.set(name, value);
    }
    assert.deepEqual(answer.errors, []);
    return answer;
  };
  const customer: Customer = {
    ask: async (query, path) => pick(await send(query), path),
    async does(call, fields = '', commandId = randomUUID()) {
      // The first argument of each, and the only one of some.
      const args = call.replace('(', `(commandId: "${commandId}"${call.endsWith('()') ? '' : ', '}`);
      const answer = await send(`mutation { it: ${args} { __typename ${fields} ... on Refusal { code message } } }`);
      return pick(answer, 'it') as Record<string, unknown>;
    },
    async sees(query, path, fits) {
      let found: unknown;
      try {
        await until(async () => fits((found = await customer.ask(query, path)) as never), 45_000);
      } catch (error) {
        throw new Error(`never seen; last: ${JSON.stringify(found)}`, { cause: error });
      }
      return found as never;
    },
    async entersCard(number) {
      const opened = await customer.does(
        'openCheckout(next: "/plans")',
        '... on CheckoutToVisit { url checkout { id } }',
      );
      const body = new URLSearchParams({ number, expiry: '12/44', cvc: '123' });
      const answer = await fetch(String(opened['url']), { method: 'POST', body, redirect: 'manual' });
      assert.equal(answer.status, 303);
      const asked = answer.headers.get('location') ?? '';
      // Some cards ask their bank before they are kept.
      if (asked.includes('/confirm/')) await confirms(new URL(asked, String(opened['url'])).href);
      const { id } = opened['checkout'] as { id: string };
      await customer.does(`completeCheckout(id: "${id}")`);
      await customer.sees(
        `{ checkout(id: "${id}") { status } }`,
        'checkout.status',
        (status) => status === 'COMPLETED',
      );
    },
    mine: async (fields) =>
      (await customer.ask(`{ mySubscription { ${fields} } }`, 'mySubscription')) as Record<string, unknown> | null,
  };
  const signIn = () => customer.does(`signIn(email: "${who.email}", password: "${who.password}")`);
  let answer = await signIn();
  // Where several sign in at once on a slow machine some are told to come again.
  for (; answer['code'] === 'sign-in.too-many'; answer = await signIn()) await sleep(500);
  assert.equal(answer['__typename'], 'SignedIn', JSON.stringify(answer));
  return customer;
}

/** Says yes at the bank's page. */
export async function confirms(url: string): Promise<void> {
  const answer = await fetch(url, { method: 'POST', body: new URLSearchParams({ answer: 'yes' }), redirect: 'manual' });
  assert.equal(answer.status, 303);
}
