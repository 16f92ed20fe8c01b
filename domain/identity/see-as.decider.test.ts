import { it } from 'node:test';
import { SeeAsId } from '../../schemas/identity/ids.ts';
import { given } from '../testing/given.ts';
import { accountId, linkId, otherAccountId, profileId } from './samples.ts';
import { seeAsDecider } from './see-as.decider.ts';

const seeAsId = SeeAsId.parse(linkId);
const data = { seeAsId, accountId, profileId, reason: 'Films are missing there.', until: '2026-01-02T03:34:05.000Z' };
const begun = { type: 'identity.SeeAsBegun', data } as const;
const begin = { type: 'BeginSeeAs', data } as const;
const end = { type: 'EndSeeAs', data: { seeAsId, accountId } } as const;
const ended = { type: 'identity.SeeAsEnded', data: { seeAsId, accountId } } as const;

it('seeing as somebody else begins once and ends once, for the account that it is about', () => {
  given(seeAsDecider).when(begin).thenEvents(begun);
  given(seeAsDecider, begun).when(begin).thenRefused('see-as.exists');
  given(seeAsDecider).when(end).thenRefused('see-as.none');
  given(seeAsDecider, begun).when(end).thenEvents(ended);
  given(seeAsDecider, begun, ended).when(end).thenEvents();
  given(seeAsDecider, begun)
    .when({ type: 'EndSeeAs', data: { seeAsId, accountId: otherAccountId } })
    .thenRefused('see-as.none');
});
