import * as client from 'openid-client';
import type { OpenIdProvider } from '../../ports/openid.ts';
import { shareWork } from '../../runtime/share-work.ts';
import { perGateway } from '../per-gateway.ts';

/** The longest that one question to a provider takes, seconds. */
const TIMEOUT_SECONDS = 5;
/** What a provider says of itself is asked for again after this, ms. */
const KNOWN_MS = 24 * 3_600_000;

/** What one way to a provider and back is held together by. */
export interface OpenIdChecks {
  readonly state: string;
  readonly nonce: string;
  readonly verifier: string;
}

/** Who came back, as the provider says. */
export interface OpenIdPerson {
  /** The issuer and who they are there: no other provider has the same. */
  readonly subject: string;
  /** Undefined: the provider does not say that it proved one. */
  readonly email: string | undefined;
  /** When the provider last asked them to prove it, seconds since 1970; undefined: it does not say. */
  readonly askedAt: number | undefined;
}

/**
 * Why nobody came back. `away`: the provider does not answer; `refused`: they said no there; `broken`: what came back does not belong
 * to what was begun here.
 */
export type OpenIdFailure = 'away' | 'refused' | 'broken';

/** What was found out about a provider, once it was asked for. One that is away holds nobody else up. */
const connections = perGateway(() => {
  const known = new Map<string, { readonly config: client.Configuration; readonly at: number }>();
  return shareWork(
    ({ id }: OpenIdProvider) => id,
    async (provider: OpenIdProvider): Promise<client.Configuration> => {
      const before = known.get(provider.id);
      if (before !== undefined && Date.now() - before.at < KNOWN_MS) return before.config;
      const config = await discover(provider);
      known.set(provider.id, { config, at: Date.now() });
      return config;
    },
  );
});

/** @throws when the provider is away or is not who it should be */
export const connect = (ports: Parameters<typeof connections>[0], provider: OpenIdProvider) =>
  connections(ports)(provider);

async function discover({ issuer, clientId, clientSecret }: OpenIdProvider): Promise<client.Configuration> {
  const url = new URL(issuer);
  const harden = [
    client.enableNonRepudiationChecks,
    // The configuration takes http for this machine alone.
    ...(url.protocol === 'http:' ? [client.allowInsecureRequests] : []),
  ];
  const found = await client.discovery(url, clientId, undefined, client.None(), {
    timeout: TIMEOUT_SECONDS,
    execute: harden,
  });
  const server = found.serverMetadata();
  const methods = server.token_endpoint_auth_methods_supported ?? ['client_secret_basic'];
  const proof = methods.includes('client_secret_basic') ? client.ClientSecretBasic : client.ClientSecretPost;
  const config = new client.Configuration(server, clientId, undefined, proof(clientSecret));
  config.timeout = TIMEOUT_SECONDS;
  for (const apply of harden) apply(config);
  return config;
}

/**
 * Where the browser goes, and what must come back with it.
 * @param asksAgain whether whoever is signed in at the provider is to prove it there once more; providers may not care (`askedAt`)
 */
export async function beginOpenId(
  config: client.Configuration,
  redirectUri: string,
  asksAgain: boolean,
): Promise<{ readonly url: URL; readonly checks: OpenIdChecks }> {
  const checks = {
    state: client.randomState(),
    nonce: client.randomNonce(),
    verifier: client.randomPKCECodeVerifier(),
  };
  const url = client.buildAuthorizationUrl(config, {
    redirect_uri: redirectUri,
    scope: 'openid email',
    state: checks.state,
    nonce: checks.nonce,
    code_challenge: await client.calculatePKCECodeChallenge(checks.verifier),
    code_challenge_method: 'S256',
    // The first makes the provider say when it asked, the second is all that some understand.
    ...(asksAgain && { max_age: '0', prompt: 'login' }),
  });
  return { url, checks };
}

/** Takes what came back: state, nonce, issuer, audience, signature and times are checked. @param url that the browser came to */
export async function finishOpenId(
  config: client.Configuration,
  url: URL,
  checks: OpenIdChecks,
): Promise<OpenIdPerson | OpenIdFailure> {
  try {
    const tokens = await client.authorizationCodeGrant(config, url, {
      expectedState: checks.state,
      expectedNonce: checks.nonce,
      pkceCodeVerifier: checks.verifier,
      idTokenExpected: true,
    });
    const claims = tokens.claims();
    if (claims === undefined || claims.sub.length > 500) return 'broken';
    const said = claims['email'] === undefined ? await askForEmail(config, tokens.access_token, claims.sub) : claims;
    const isProved = said['email_verified'] === true || said['email_verified'] === 'true';
    return {
      subject: `${claims.iss}\n${claims.sub}`,
      email: isProved && typeof said['email'] === 'string' ? said['email'] : undefined,
      askedAt: claims.auth_time,
    };
  } catch (error) {
    return failureOf(error);
  }
}

/** Some providers tell the address there alone. */
async function askForEmail(config: client.Configuration, token: string, sub: string): Promise<Record<string, unknown>> {
  if (config.serverMetadata().userinfo_endpoint === undefined) return {};
  return client.fetchUserInfo(config, token, sub);
}

/** What an error of a provider means for whoever wanted to sign in. */
export function failureOf(error: unknown): OpenIdFailure {
  if (error instanceof client.AuthorizationResponseError) return error.error === 'access_denied' ? 'refused' : 'broken';
  if (error instanceof client.ResponseBodyError) return error.status >= 500 ? 'away' : 'broken';
  const code = error instanceof Error && 'code' in error ? error.code : undefined;
  if (code === 'OAUTH_TIMEOUT' || code === 'OAUTH_RESPONSE_IS_NOT_CONFORM') return 'away';
  // The network's own.
  return error instanceof TypeError && code === undefined ? 'away' : 'broken';
}
