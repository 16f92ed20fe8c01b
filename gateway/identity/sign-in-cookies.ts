import type { CarriedSignIn } from '../http/identity.ts';
import type { GatewayPorts } from '../ports.ts';
import { lookAt, renew } from './sign-in-sessions.ts';
import { cookieNames, tokenCookies } from './sign-in-tokens.ts';

/** How browsers carry a sign-in: when the access cookie is over, the refresh cookie goes on, and is exchanged where an answer can carry the next. */
export function carriedSignIns(ports: GatewayPorts): CarriedSignIn {
  const names = cookieNames(ports.secureCookies);
  return {
    accessCookie: names.access,
    async goesOn(cookies, keeps) {
      const refresh = cookies[names.refresh];
      if (refresh === undefined || refresh === '') return { account: undefined, cookies: [] };
      if (!keeps) return { account: await lookAt(ports, refresh), cookies: [] };
      const session = await renew(ports, refresh);
      return {
        account: session?.account,
        cookies: tokenCookies(ports.secureCookies, session?.tokens, ports.now()),
      };
    },
  };
}
