import { randomUUID } from 'node:crypto';
import { fastifyCookie } from '@fastify/cookie';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import type { Caller, NewCookie, SignedInAccount } from '../../ports/identity.ts';
import type { OpenIdProvider } from '../../ports/openid.ts';
import { afterSigningIn, nextPage } from '../../schemas/identity/next-page.ts';
import type { GatewayServices } from '../graphql/context-module.ts';
import { addressGroup } from '../http/client-address.ts';
import { setCookieText, traceOf } from '../http/requests.ts';
import { attempt, attemptSignIn } from './account-limits.ts';
import { admitDevice } from './devices.ts';
import { accountByOpenId, findOrMake } from './openid-accounts.ts';
import { beginOpenId, connect, failureOf, finishOpenId, type OpenIdPerson } from './openid-client.ts';
import { begunCookie, forgetBegun, openBegun, signPendingLink, type Begun } from './openid-tokens.ts';
import { Language } from './profile.input.ts';
import { secondFactorOf } from './second-factor.ts';
import { confirmSession, endSignIn } from './sign-in-sessions.ts';
import { beginFor } from './sign-in.view.ts';
import { tokenCookies } from './sign-in-tokens.ts';

/** Why somebody is not signed in; the page `/provider/problem` says what to do. */
type Problem =
  | 'away'
  | 'refused'
  | 'broken'
  | 'no-email'
  | 'taken'
  | 'too-many'
  | 'too-many-devices'
  | 'blocked'
  | 'not-asked'
  | 'somebody-else';
type Request = FastifyRequest<{ Params: { id: string } }>;

/** The ways to providers of OpenID Connect and back. Browsers come by links and are sent on; nothing is shown here. */
export function registerOpenId(app: FastifyInstance, services: GatewayServices): void {
  const { ports } = services;
  const find = (id: string): OpenIdProvider | undefined => ports.openId.find((each) => each.id === id);
  const route =
    (go: (visit: Visit) => Promise<unknown>) =>
    async (request: Request, reply: FastifyReply): Promise<unknown> => {
      const provider = find(request.params.id);
      // Nothing of what stands in its address gets into a page that is kept.
      void reply.header('cache-control', 'no-store');
      if (provider === undefined) return reply.code(404).type('text/plain').send('There is nothing here.\n');
      return go(createVisit(services, request, reply, provider));
    };
  app.get('/openid/:id/start', route(start));
  app.get('/openid/:id/callback', route(callback));
}

/** A browser on its way. */
interface Visit {
  readonly services: GatewayServices;
  readonly request: Request;
  readonly reply: FastifyReply;
  readonly provider: OpenIdProvider;
  /** Where browsers reach us, as an origin. */
  readonly origin: string;
  readonly url: URL;
  /** For counting tries. */
  readonly counted: { readonly ports: GatewayServices['ports']; readonly address: string };
  readonly keep: (...cookies: readonly NewCookie[]) => void;
  readonly to: (path: string) => FastifyReply;
  readonly problem: (code: Problem, next?: string) => FastifyReply;
}

function createVisit(
  services: GatewayServices,
  request: Request,
  reply: FastifyReply,
  provider: OpenIdProvider,
): Visit {
  const { ports, publicOrigin } = services;
  const origin = publicOrigin === '' ? `http://${request.headers.host ?? ''}` : publicOrigin;
  const to = (path: string): FastifyReply => reply.redirect(path, 303);
  return {
    services,
    request,
    reply,
    provider,
    origin,
    url: new URL(request.url, origin),
    counted: { ports, address: addressGroup(request.ip) },
    keep: (...cookies) =>
      cookies.forEach((cookie) => void reply.header('set-cookie', setCookieText(cookie, ports.secureCookies))),
    to,
    problem: (code, next = '/') =>
      to(`/provider/problem?${String(new URLSearchParams({ code, provider: provider.id, next }))}`),
  };
}

const redirectUri = ({ origin, provider }: Visit): string => `${origin}/openid/${provider.id}/callback`;

async function start(visit: Visit): Promise<unknown> {
  const { services, request, provider, origin, url, counted, keep, to, problem } = visit;
  // The way back leads there, and cookies of another name would not be there.
  if (request.headers.host !== new URL(origin).host) return to(`${origin}${url.pathname}${url.search}`);
  const next = nextPage(url.searchParams.get('next') ?? undefined, origin);
  const tries = await attempt(counted, 'openIds', counted.address);
  if (!tries.allowed) return problem('too-many', next);
  try {
    const config = await connect(services.ports, provider);
    const [link, confirm] = ['link', 'confirm'].map((name) => url.searchParams.has(name));
    const begun = await beginOpenId(config, redirectUri(visit), confirm === true);
    keep(
      await begunCookie(services.ports, {
        provider: provider.id,
        checks: begun.checks,
        next,
        link: link === true,
        confirm: confirm === true,
      }),
    );
    return await to(begun.url.href);
  } catch (error) {
    return say(visit, error, next);
  }
}

async function callback(visit: Visit): Promise<unknown> {
  const { services, request, reply, provider, url, keep, to, problem } = visit;
  const { ports } = services;
  const begun = await openBegun(ports, fastifyCookie.parse(request.headers.cookie ?? ''));
  keep(forgetBegun(ports.secureCookies));
  // Another browser, another provider, or too long ago.
  if (begun === undefined || begun.provider !== provider.id) return problem('broken');
  try {
    const person = await finishOpenId(await connect(ports, provider), url, begun.checks);
    if (typeof person === 'string') {
      ports.logger.info({ provider: provider.id, reason: person }, 'nobody came back from a provider');
      return problem(person, begun.next);
    }
    const caller = await services.identify(request, reply);
    // Whoever sees as somebody else changes nothing, and signs in as nobody.
    if (caller.seeAs !== undefined) return to('/');
    const cameBack = { person, caller, begun };
    if (begun.confirm && caller.account !== undefined) return await confirm(visit, cameBack, caller.account);
    return begun.link ? await linkLater(visit, cameBack) : await signIn(visit, cameBack);
  } catch (error) {
    if (failureOf(error) !== 'away') throw error;
    return say(visit, error, begun.next);
  }
}

/** Nothing of what a provider says is logged: it may be about somebody. */
function say({ services, provider, problem }: Visit, error: unknown, next: string): FastifyReply {
  const reason = failureOf(error);
  services.ports.logger.warn(
    { provider: provider.id, reason, code: error instanceof Error && 'code' in error ? String(error.code) : undefined },
    'a provider of sign-ins cannot be used',
  );
  return problem(reason === 'refused' ? 'broken' : reason, next);
}

interface CameBack {
  readonly person: OpenIdPerson;
  readonly caller: Caller;
  readonly begun: Begun;
}

/** How far the clocks of a provider and of this machine may differ, seconds. */
const SKEW_SECONDS = 60;

/**
 * Whether the provider asked them to prove it since they were sent there. Who is signed in there comes back without a question, and so
 * does whoever sits down before their browser: that opens an account, and proves nothing about who it is.
 */
const wasAsked = ({ askedAt }: OpenIdPerson, begun: Begun, now: number): boolean =>
  askedAt !== undefined && askedAt >= begun.at - SKEW_SECONDS && askedAt <= now / 1000 + SKEW_SECONDS;

/** Whoever is signed in proves once more who they are. Nobody is signed in by it, and no account is made. */
async function confirm(
  visit: Visit,
  { person, begun }: Pick<CameBack, 'person' | 'begun'>,
  { accountId, signInId }: SignedInAccount,
): Promise<unknown> {
  const { services, keep, to, problem } = visit;
  const { ports } = services;
  if ((await accountByOpenId(ports, person.subject))?.accountId !== accountId)
    return problem('somebody-else', begun.next);
  if (!wasAsked(person, begun, ports.now())) return problem('not-asked', begun.next);
  const session = await confirmSession(ports, { accountId, signInId, commandId: randomUUID(), method: 'openid' });
  if (session === undefined) return problem('broken', begun.next);
  keep(...tokenCookies(ports.secureCookies, session.tokens, ports.now()));
  return to(begun.next);
}

async function signIn(visit: Visit, { person, caller, begun }: CameBack): Promise<unknown> {
  const { services, request, provider, counted, keep, to, problem } = visit;
  const { ports } = services;
  const { next } = begun;
  const found = await findOrMake(ports, {
    provider: provider.id,
    person,
    browserId: caller.browserId,
    locale: localeOf(request.headers['accept-language']),
  });
  if (found.kind === 'no-email') return problem('no-email', next);
  if (found.kind === 'proof-of-both') return linkLater(visit, { person, caller, begun });
  const { accountId } = found.account;
  const counts = await attemptSignIn(counted, accountId);
  if (!counts.allowed) return problem('too-many', next);
  const isAsked = wasAsked(person, begun, ports.now());
  // Whoever is signed in as them already stays so.
  if (caller.account?.accountId === accountId)
    return isAsked ? confirm(visit, { person, begun }, caller.account) : to(next);
  const commandId = randomUUID();
  const method = 'openid';
  const context = {
    ports,
    caller,
    correlationId: request.id,
    traceparent: traceOf(request.raw),
    userAgent: request.headers['user-agent'] ?? '',
  };
  const second = await secondFactorOf(context, accountId, 'openid');
  if (second !== undefined) {
    const { challenge, methods } = second;
    const hash = new URLSearchParams({ challenge, methods: methods.join() });
    return to(`/provider/code?next=${encodeURIComponent(next)}#${String(hash)}`);
  }
  const refused = await admitDevice(context, accountId);
  if (refused !== undefined) return problem('full' in refused ? 'too-many-devices' : 'blocked', next);
  const begins = await beginFor(context, { account: found.account, commandId, method });
  const session =
    begins !== undefined && isAsked ? await confirmSession(ports, { ...begins.account, commandId, method }) : begins;
  if (session === undefined) return problem('broken', next);
  // It may have been unlinked while it was looked at.
  if ((await accountByOpenId(ports, person.subject))?.accountId !== accountId) {
    await endSignIn(ports, session.account, 'elsewhere');
    return problem('broken', next);
  }
  keep(...tokenCookies(ports.secureCookies, session.tokens, ports.now()));
  // The browser forgets the sign-in that it had: nobody could end it from here any more.
  if (caller.account !== undefined) await endSignIn(ports, caller.account, 'asked');
  return to(afterSigningIn(next));
}

/** Nothing is linked by coming back: whoever is signed in, or signs in first, says yes on a page of ours. */
async function linkLater(visit: Visit, { person, caller, begun }: CameBack): Promise<unknown> {
  const { services, provider, to, problem } = visit;
  const { ports } = services;
  const holder = await accountByOpenId(ports, person.subject);
  if (holder !== undefined)
    return holder.accountId === caller.account?.accountId ? to(begun.next) : problem('taken', begun.next);
  const { browserId } = caller;
  const token = await signPendingLink(ports, { provider: provider.id, subject: person.subject, browserId });
  return to(`/provider/link?provider=${provider.id}#${token}`);
}

/** The language of messages: the first that the browser asks for. */
function localeOf(accepted = ''): string {
  const first = accepted.split(/[,;]/, 1)[0]?.trim() ?? '';
  return (first === '' || first === '*' ? undefined : Language.safeParse(first).data) ?? 'en';
}
