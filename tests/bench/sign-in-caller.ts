/** Signs in again and again from a process of its own, so that the caller's work is not the gateway's. Answers with the seconds that it took. */
import { randomUUID } from 'node:crypto';

/** What a caller is told: whom to sign in how often in all, by so many at a time. */
export interface SignInOrders {
  readonly gateway: string;
  readonly emails: readonly string[];
  readonly password: string;
  readonly signIns: number;
  readonly atOnce: number;
}

const SIGN_IN = `mutation ($c: ID!, $e: String!, $p: String!) {
  signIn(commandId: $c, email: $e, password: $p, carry: TOKENS) { __typename ... on Refusal { code } } }`;

async function signIn(gateway: string, email: string, password: string): Promise<void> {
  const answer = await fetch(`${gateway}/graphql`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ query: SIGN_IN, variables: { c: randomUUID(), e: email, p: password } }),
  });
  const text = await answer.text();
  if (!text.includes('"SignedIn"')) throw new Error(`Not signed in; the figure would be wrong: ${text.slice(0, 300)}`);
}

async function run({ gateway, emails, password, signIns, atOnce }: SignInOrders): Promise<void> {
  const started = performance.now();
  let left = signIns;
  const caller = async (): Promise<void> => {
    for (; left > 0;) {
      left -= 1;
      await signIn(gateway, emails[left % emails.length] ?? '', password);
    }
  };
  await Promise.all(Array.from({ length: atOnce }, caller));
  process.send?.((performance.now() - started) / 1000);
}

process.on('message', (orders: SignInOrders) => void run(orders));
