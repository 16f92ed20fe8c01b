import type { OpenIdProvider } from '../../ports/openid.ts';
import type { GatewayDeps } from '../gateway-deps.ts';
import { browser, type Browser } from './browser.ts';
import { freePort, startOpenIdProvider, wanderer, type PersonThere } from './openid-provider.ts';
import { pick, startTestGateway, type GraphqlAnswer } from './start.ts';

const WHO = '{ myAccount { email verified hasPassword openIds { id name } } myDevices { method } }';
/** Gives a provider up: asks for a fresh proof. */
export const UNLINK = `mutation U($c: ID!, $p: ID!) { it: unlinkOpenId(commandId: $c, provider: $p) {
  __typename ... on Refusal { code } ... on OpenIdsChanged { openIds { id } } } }`;
const mara: PersonThere = { sub: 'mara-there', email: 'Mara@example.org', email_verified: true };

/** The code of a refusal, or what came. */
export const said = (answer: GraphqlAnswer): unknown =>
  pick(answer, 'it.code') ?? pick(answer, 'it.__typename') ?? JSON.stringify(answer);

/** A gateway with two real providers, where Mara signs in by coming. */
export async function started(
  t: Parameters<typeof startTestGateway>[0],
  others: readonly OpenIdProvider[] = [],
  given: Partial<GatewayDeps> = {},
) {
  const port = await freePort();
  const origin = `http://127.0.0.1:${port}`;
  const one = await startOpenIdProvider(t, { id: 'one', origin });
  const two = await startOpenIdProvider(t, { id: 'two', origin, emailInToken: true });
  one.there.person = mara;
  two.there.person = mara;
  const gateway = await startTestGateway(t, {
    port,
    publicUrl: origin,
    openId: [one.settings, two.settings, ...others],
    ...given,
  });
  /** The same cookies for GraphQL. */
  const tabOf = ({ jar }: { jar: Map<string, string> }): Browser => browser(origin, jar);
  const who = async (visitor: { jar: Map<string, string> }) => (await tabOf(visitor).ask(WHO)).data as Seen;
  const types = () => gateway.log.events.map(({ type }) => type);
  return { ...gateway, origin, one, two, tabOf, who, types, visitor: () => wanderer(origin) };
}
interface Seen {
  readonly myAccount: { readonly email: string; readonly openIds: readonly { readonly id: string }[] } | null;
  readonly myDevices: readonly { readonly method: string }[];
}
/** A page of ours, with the problem that it shows. */
export const problemOf = (url: URL) => `${url.pathname} ${url.searchParams.get('code') ?? ''}`.trim();
