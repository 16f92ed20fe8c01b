import { it } from 'node:test';
import { ReadingId } from '../../schemas/identity/ids.ts';
import { given } from '../testing/given.ts';
import { readingDecider } from './reading.decider.ts';
import { accountId, linkId } from './samples.ts';

it('a look at personal data is written down once', () => {
  const data = { readingId: ReadingId.parse(linkId), what: 'people' as const, accountIds: [accountId] };
  const read = { type: 'identity.PersonalDataRead', data } as const;
  const record = { type: 'RecordReading', data } as const;
  given(readingDecider).when(record).thenEvents(read);
  given(readingDecider, read).when(record).thenEvents();
  const page = { readingId: data.readingId, accountId, fields: ['address', 'devices'] };
  const seen = { type: 'identity.PersonRead', data: page } as const;
  given(readingDecider).when({ type: 'RecordPersonReading', data: page }).thenEvents(seen);
  given(readingDecider, seen).when({ type: 'RecordPersonReading', data: page }).thenEvents();
});
