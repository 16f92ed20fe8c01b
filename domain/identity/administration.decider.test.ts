import { describe, it } from 'node:test';
import { administrationId } from '../../schemas/identity/ids.ts';
import { given } from '../testing/given.ts';
import { administrationDecider } from './administration.decider.ts';
import type { AdministrationEvent } from './administration.decider.ts';
import { accountId, linkId, otherAccountId, otherLinkId } from './samples.ts';

const mara = { accountId, term: linkId as string };
const otto = { accountId: otherAccountId, term: otherLinkId as string };
type Who = typeof mara;
const give = (who: Who, others: readonly Who[], reason: 'revoked' | 'leaving' = 'revoked') => ({
  type: 'GiveUpAdministration' as const,
  data: { administrationId, ...who, reason, others: [...others] },
});
const gave = (who: Who, reason: 'revoked' | 'leaving' = 'revoked'): AdministrationEvent => ({
  type: 'identity.AdministrationGivenUp',
  data: { administrationId, ...who, reason },
});

describe('administration', () => {
  it('is given up while another one has it', () => {
    given(administrationDecider)
      .when(give(mara, [otto]))
      .thenEvents(gave(mara));
    given(administrationDecider)
      .when(give(mara, [otto], 'leaving'))
      .thenEvents(gave(mara, 'leaving'));
    given(administrationDecider, gave(mara)).when(give(mara, [])).thenEvents();
  });

  it('stays with the last one, whoever others thought was there', () => {
    for (const others of [[], [mara]])
      for (const reason of ['revoked', 'leaving'] as const)
        given(administrationDecider)
          .when(give(mara, others, reason))
          .thenRefused('account.last-admin');
    given(administrationDecider, gave(otto))
      .when(give(mara, [otto]))
      .thenRefused('account.last-admin');
  });

  it('counts again for whoever got it again', () => {
    const again = { ...otto, term: linkId };
    given(administrationDecider, gave(otto))
      .when(give(mara, [again]))
      .thenEvents(gave(mara));
  });
});
