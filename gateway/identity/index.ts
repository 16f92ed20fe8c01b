import type { GatewayContext } from '../graphql/context-module.ts';
import { limitingChanges } from './account-limits.ts';
import { accountResolvers } from './account.resolvers.ts';
import { deviceResolvers } from './device.resolvers.ts';
import { erasureResolvers } from './erasure.resolvers.ts';
import { factorResolvers } from './factor.resolvers.ts';
import { consentResolvers } from './consent.resolvers.ts';
import { exportResolvers, hearExports } from './export.resolvers.ts';
import { registerExports } from './export.routes.ts';
import { openIdResolvers } from './openid.resolvers.ts';
import { registerOpenId } from './openid.routes.ts';
import { outboxResolvers } from './outbox.resolvers.ts';
import { passkeyResolvers } from './passkey.resolvers.ts';
import { pairingResolvers } from './pairing.resolvers.ts';
import { peopleResolvers } from './people.resolvers.ts';
import { suspensionResolvers } from './suspension.resolvers.ts';
import { helpResolvers } from './help.resolvers.ts';
import { personResolvers } from './person.resolvers.ts';
import { profileResolvers } from './profile.resolvers.ts';
import { programResolvers } from './programs.resolvers.ts';
import { roleResolvers } from './roles.resolvers.ts';
import { transferResolvers } from './transfer.resolvers.ts';
import { seeAsResolvers } from './see-as.resolvers.ts';
import { signInResolvers } from './sign-in.resolvers.ts';

/** Who people are: their accounts and where they are signed in. */
export const identity: GatewayContext = {
  name: 'identity',
  sdl: [
    'identity.graphql',
    'profile.graphql',
    'people.graphql',
    'person.graphql',
    'programs.graphql',
    'device.graphql',
    'roles.graphql',
    'erasure.graphql',
    'export.graphql',
    'consent.graphql',
    'transfer.graphql',
    'factor.graphql',
    'passkey.graphql',
    'pairing.graphql',
    'openid.graphql',
    'see-as.graphql',
  ].map((file) => new URL(file, import.meta.url)),
  resolvers: [
    ...[
      accountResolvers,
      signInResolvers,
      deviceResolvers,
      profileResolvers,
      erasureResolvers,
      exportResolvers,
      consentResolvers,
      transferResolvers,
      factorResolvers,
      passkeyResolvers,
      pairingResolvers,
      openIdResolvers,
      seeAsResolvers,
      helpResolvers,
      suspensionResolvers,
      programResolvers,
      roleResolvers,
    ].map(limitingChanges),
    peopleResolvers,
    personResolvers,
    outboxResolvers,
  ],
  views: { Profile: 'identity/profile.view.ts#ProfileView' },
  feeds: {
    signIn: 'read.sign_ins.*',
    profile: 'read.profiles.*',
    account: 'read.accounts.*',
    program: 'read.programs.*',
    exporting: 'progress.job.*',
    role: 'read.custom_roles.*',
  },
  routes: (app, services) => {
    registerExports(app, services);
    registerOpenId(app, services);
  },
  background: hearExports,
};
