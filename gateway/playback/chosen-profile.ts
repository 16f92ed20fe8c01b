import { refuse } from '../graphql/command.ts';
import type { RequestContext } from '../graphql/context.ts';

/** What a start is refused with until somebody said who of the household is watching. */
export const NO_PROFILE = refuse(
  'CommandRefused',
  'profile.needed',
  'Say who is watching: choose a profile of your household, then start the film again.',
).refusal;

/**
 * Whether whoever is signed in has yet to say who is watching: where films are for accounts alone, each is watched by a profile, with its
 * limit of age. People who work here need none.
 */
export const lacksProfile = ({ ports, caller }: Pick<RequestContext, 'ports' | 'caller'>): boolean =>
  ports.accounts === 'required' &&
  caller.kind === 'viewer' &&
  caller.account !== undefined &&
  caller.account.profileId === undefined;
