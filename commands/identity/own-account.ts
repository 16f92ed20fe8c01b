import { notAllowed } from '../pipeline/policy.ts';
import type { AnyCommand, Policy } from '../pipeline/policy.ts';

/** Whoever has proved that the account is theirs, by a sign-in or a link: the actor names it. */
export const ownAccount: Policy<AnyCommand & { readonly data: { readonly accountId: string } }> = (actor, { data }) =>
  actor.account === data.accountId
    ? undefined
    : notAllowed('This belongs to another account; sign in with the one that it belongs to.');
