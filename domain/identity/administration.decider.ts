import type { administrationCommands } from '../../schemas/identity/administration.commands.ts';
import type { administrationEvents } from '../../schemas/identity/administration.events.ts';
import type { CommandOf, EventOf } from '../../schemas/kernel/define.ts';
import { accepted, decideBy, evolveBy, refuse } from '../kernel/decider.ts';
import type { Decider, Rejection } from '../kernel/decider.ts';

export type AdministrationEvent = EventOf<(typeof administrationEvents)[number]>;
export type AdministrationCommand = CommandOf<(typeof administrationCommands)[number]>;

/** Who gave administration up, each once for every time that they had it. */
type AdministrationState = ReadonlySet<string>;

interface Term {
  readonly accountId: string;
  readonly term: string;
}
const keyOf = ({ accountId, term }: Term): string => `${accountId} ${term}`;

/**
 * Sees to it that an installation which has an administrator always has one. Accounts say who has the role; nobody loses it before that
 * was given up here, in one stream. So whoever was administrator a while ago and has not given it up here still is, and of two who
 * take it from each other the second one finds that nobody else is left.
 */
export const administrationDecider: Decider<AdministrationState, AdministrationCommand, AdministrationEvent> = {
  category: 'administration',
  initial: new Set(),
  evolve: evolveBy<AdministrationState, AdministrationEvent>({
    'identity.AdministrationGivenUp': (state, data) => new Set([...state, keyOf(data)]),
  }),
  decide: decideBy<AdministrationState, AdministrationCommand, AdministrationEvent, Rejection>({
    GiveUpAdministration: (state, { others, ...data }) => {
      if (state.has(keyOf(data))) return accepted();
      const stays = others.some((other) => other.accountId !== data.accountId && !state.has(keyOf(other)));
      if (stays) return accepted<AdministrationEvent>({ type: 'identity.AdministrationGivenUp', data });
      return refuse(
        'account.last-admin',
        data.reason === 'leaving'
          ? 'You are the last administrator. Give the role admin to another first, who has confirmed their address.'
          : 'Somebody has to be administrator; give the role to another first.',
      );
    },
  }),
};
