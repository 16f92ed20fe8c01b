/** Signs in again and again from a process of its own, so that the caller's work is not the gateway's. Answers with the seconds that it took. */
import { randomUUID } from 'node:crypto';

/** What a caller is told: whom to sign in how often in all, by so many at a time. */
export interface SignInOrders {
  readonly gateway: string;
  readonly emails: readonly string[];
  readonly password: string;
  readonly signIns: number;
  readonly atOnce: number;
  /** Who is told to come again later does not. */
  readonly mayBeRefused?: boolean;
}

const at = (): number => Math.floor(Math.random() * 256);
const SIGN_IN = `mutation ($c: ID!, $e: String!, $p: String!) {
  signIn(commandId: $c, email: $e, password: $p, carry: TOKENS) { __typename ... on Refusal { code } } }`;

async function signIn({ gateway, password, mayBeRefused = false }: SignInOrders, email: string): Promise<void> {
  const answer = await fetch(`${gateway}/graphql`, {
    method: 'POST',
    // Each from a place of its own: those of one place wait for each other.
    headers: { 'content-type': 'application/json', 'x-forwarded-for': `10.7.${at()}.${at()}` },
    body: JSON.stringify({ query: SIGN_IN, variables: { c: randomUUID(), e: email, p: password } }),
  });
  const text = await answer.text();
  const fits = text.includes('"SignedIn"') || (mayBeRefused && text.includes('sign-in.too-many'));
  if (!fits) throw new Error(`Not signed in; the figure would be wrong: ${text.slice(0, 300)}`);
}

async function run(orders: SignInOrders): Promise<void> {
  const { emails, signIns, atOnce } = orders;
  const started = performance.now();
  let left = signIns;
  const caller = async (): Promise<void> => {
    for (; left > 0;) {
      left -= 1;
      await signIn(orders, emails[left % emails.length] ?? '');
    }
  };
  await Promise.all(Array.from({ length: atOnce }, caller));
  process.send?.((performance.now() - started) / 1000);
}

process.on('message', (orders: SignInOrders) => void run(orders));
