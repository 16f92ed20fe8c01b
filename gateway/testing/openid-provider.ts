import { createServer, type IncomingMessage, type RequestListener, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { exportJWK, generateKeyPair, SignJWT, type JWTPayload } from 'jose';
import { Provider, type Configuration } from 'oidc-provider';
import type { OpenIdProvider } from '../../ports/openid.ts';

interface Afterwards {
  after(fn: () => Promise<void>): void;
}

/** Somebody who has an account at a provider. */
export interface PersonThere {
  readonly sub: string;
  readonly email?: string;
  readonly email_verified?: boolean;
}

const SECRET = 'a-client-secret-of-tests';

/** A server on a free port, and how it answers from now on. */
async function listen(t: Afterwards): Promise<{ readonly url: string; answer(how: RequestListener): void }> {
  let handler: RequestListener = (_request, response) => void response.writeHead(503).end();
  const server = createServer((request, response) => handler(request, response));
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  t.after(async () => {
    server.closeAllConnections();
    await new Promise((resolve) => server.close(resolve));
  });
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    answer: (how) => void (handler = how),
  };
}

/** A port that is free now. */
export async function freePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  await new Promise((resolve) => server.close(resolve));
  return port;
}

/**
 * A real provider (oidc-provider) in this process, whose people sign in there by coming: `person` is who does, undefined says no.
 * @param given.emailInToken whether the address stands in the ID token; else it is told by the user-info endpoint
 */
export async function startOpenIdProvider(
  t: Afterwards,
  given: { readonly id: string; readonly origin: string; readonly emailInToken?: boolean },
) {
  const server = await listen(t);
  /** `asked`: how often somebody was asked who they are; whoever is signed in there is not. */
  const there: { person: PersonThere | undefined; asked: number } = { person: undefined, asked: 0 };
  const people = new Map<string, PersonThere>();
  const configuration: Configuration = {
    clients: [
      {
        client_id: 'reprise',
        client_secret: SECRET,
        redirect_uris: [`${given.origin}/openid/${given.id}/callback`],
        response_types: ['code'],
        grant_types: ['authorization_code'],
      },
    ],
    cookies: { keys: ['a-key-for-cookies-of-the-provider'] },
    claims: { openid: ['sub'], email: ['email', 'email_verified'] },
    conformIdTokenClaims: given.emailInToken !== true,
    features: { devInteractions: { enabled: false } },
    pkce: { required: () => true },
    interactions: { url: (_ctx, { uid }) => `/here/${uid}` },
    findAccount: (_ctx, accountId) => ({ accountId, claims: () => ({ ...people.get(accountId), sub: accountId }) }),
    async loadExistingGrant({ oidc }) {
      const grant = new oidc.provider.Grant({
        clientId: oidc.client?.clientId ?? '',
        accountId: oidc.session?.accountId ?? '',
      });
      grant.addOIDCScope('openid email');
      await grant.save();
      return grant;
    },
  };
  const provider = new Provider(server.url, configuration);
  const provide = provider.callback();
  const signIn = async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    const { person } = there;
    there.asked += 1;
    if (person !== undefined) people.set(person.sub, person);
    await provider.interactionFinished(
      request,
      response,
      person === undefined ? { error: 'access_denied' } : { login: { accountId: person.sub } },
      { mergeWithLastSubmission: false },
    );
  };
  server.answer((request, response) => {
    void (request.url?.startsWith('/here/') === true ? signIn(request, response) : provide(request, response));
  });
  const settings: OpenIdProvider = {
    id: given.id,
    name: given.id.toUpperCase(),
    issuer: server.url,
    clientId: 'reprise',
    clientSecret: SECRET,
  };
  return { settings, there };
}

/** A provider that says whatever it likes: `claims` makes the ID token of what it would say when it were honest. */
export async function startForgingProvider(t: Afterwards, id: string) {
  const server = await listen(t);
  const [own, foreign] = [await generateKeyPair('RS256'), await generateKeyPair('RS256')];
  const jwk = { ...(await exportJWK(own.publicKey)), kid: 'one', alg: 'RS256', use: 'sig' };
  const forge: { claims: (honest: JWTPayload) => JWTPayload; foreignKey: boolean; nonce: string } = {
    claims: (honest) => honest,
    foreignKey: false,
    nonce: '',
  };
  const json = (response: ServerResponse, body: unknown): void =>
    void response.writeHead(200, { 'content-type': 'application/json' }).end(JSON.stringify(body));
  const token = async (): Promise<string> => {
    const now = Math.floor(Date.now() / 1000);
    const who = { sub: 'somebody', email: 'somebody@example.org', email_verified: true, nonce: forge.nonce };
    const claims = forge.claims({ iss: server.url, aud: 'reprise', iat: now, exp: now + 60, auth_time: now, ...who });
    return new SignJWT(claims)
      .setProtectedHeader({ alg: 'RS256', kid: 'one' })
      .sign(forge.foreignKey ? foreign.privateKey : own.privateKey);
  };
  server.answer((request, response) => {
    const path = request.url?.split('?', 1)[0];
    if (path === '/.well-known/openid-configuration')
      return json(response, {
        issuer: server.url,
        authorization_endpoint: `${server.url}/auth`,
        token_endpoint: `${server.url}/token`,
        jwks_uri: `${server.url}/jwks`,
        response_types_supported: ['code'],
        subject_types_supported: ['public'],
        id_token_signing_alg_values_supported: ['RS256'],
      });
    if (path === '/jwks') return json(response, { keys: [jwk] });
    if (path === '/token')
      return void token().then((id_token) =>
        json(response, { access_token: 'x', token_type: 'bearer', expires_in: 60, id_token }),
      );
    return void response.writeHead(404).end();
  });
  const settings: OpenIdProvider = { id, name: id, issuer: server.url, clientId: 'reprise', clientSecret: SECRET };
  return { settings, forge };
}

/** A browser that goes where it is sent, with cookies for each host, until a page of ours is shown. */
export function wanderer(origin: string) {
  const jars = new Map<string, Map<string, string>>();
  const visited: string[] = [];
  const jarOf = (url: URL): Map<string, string> => {
    const jar = jars.get(url.host) ?? new Map<string, string>();
    jars.set(url.host, jar);
    return jar;
  };
  /** One request; where it is sent from there, if it is. */
  const step = async (address: string | URL): Promise<URL | undefined> => {
    const url = new URL(address, origin);
    visited.push(url.href);
    const jar = jarOf(url);
    const cookie = [...jar].map(([name, value]) => `${name}=${value}`).join('; ');
    const response = await fetch(url, { redirect: 'manual', headers: cookie === '' ? {} : { cookie } });
    await response.arrayBuffer();
    for (const text of response.headers.getSetCookie()) {
      const [, name = '', value = ''] = /^([^=]+)=([^;]*)/.exec(text) ?? [];
      if (value === '') jar.delete(name);
      else jar.set(name, value);
    }
    const location = response.headers.get('location');
    return location === null ? undefined : new URL(location, url);
  };
  const isPage = (url: URL): boolean => url.origin === origin && !url.pathname.startsWith('/openid/');
  return {
    jar: jarOf(new URL(origin)),
    visited,
    step,
    /** Goes on until a page of ours, which is not asked for. */
    async walk(address: string | URL, until: (url: URL) => boolean = isPage): Promise<URL> {
      let url = new URL(address, origin);
      for (let hops = 0; hops < 12; hops += 1) {
        const next = await step(url);
        if (next === undefined) return url;
        if (until(next)) return next;
        url = next;
      }
      throw new Error(`It goes round and round: ${visited.join(' ')}`);
    },
  };
}
