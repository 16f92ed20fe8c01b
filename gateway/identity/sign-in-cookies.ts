import type { GatewayPorts } from '../ports.ts';
import type { CarriedSignIn } from '../http/identity.ts';

/** Names of the cookies of whoever is signed in. With https the browser itself holds them to this host and to https. */
export const cookieNames = (secure: boolean): { readonly access: string; readonly refresh: string } => {
  const prefix = secure ? '__Host-' : '';
  return { access: `${prefix}reprise_access`, refresh: `${prefix}reprise_refresh` };
};

/** How browsers carry a sign-in. */
export const carriedSignIns = ({ secureCookies }: Pick<GatewayPorts, 'secureCookies'>): CarriedSignIn => ({
  accessCookie: cookieNames(secureCookies).access,
  goesOn: async () => ({ account: undefined, cookies: [] }),
});
