import type { GatewayContext } from '../graphql/context-module.ts';
import { accountResolvers } from './account.resolvers.ts';
import { signInResolvers } from './sign-in.resolvers.ts';

/** Who people are: their accounts and where they are signed in. */
export const identity: GatewayContext = {
  name: 'identity',
  sdl: [new URL('identity.graphql', import.meta.url)],
  resolvers: [accountResolvers, signInResolvers],
  feeds: { signIn: 'read.sign_ins.*' },
};
