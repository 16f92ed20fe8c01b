import { instant, long, nullable, oneOf, table, uuid } from '../db/table.ts';
import type { RowOf } from '../db/table.ts';
import { edit, projection, put } from '../runtime/projection.ts';

export const looks = table('looks', {
  key: ['lookId'],
  columns: {
    lookId: uuid,
    accountId: uuid,
    what: oneOf<'page' | 'see-as'>(),
    at: instant,
    until: nullable(instant),
    position: long,
  },
  indexes: [{ name: 'looks_of_account', on: 'account_id, position desc' }],
});
export type StoredLook = RowOf<typeof looks>;

/** When those who work here looked at one person, for that person: not who it was. */
export const looksProjection = projection({
  name: 'looks',
  version: 1,
  tables: [looks],
  key: ({ data }) => ('seeAsId' in data ? data.seeAsId : data.readingId),
  on: {
    'identity.PersonRead': ({ data, metadata, position }) => [
      put(looks, {
        lookId: data.readingId,
        accountId: data.accountId,
        what: 'page',
        at: metadata.occurredAt,
        until: null,
        position,
      }),
    ],
    'identity.SeeAsBegun': ({ data, metadata, position }) => [
      put(looks, {
        lookId: data.seeAsId,
        accountId: data.accountId,
        what: 'see-as',
        at: metadata.occurredAt,
        until: data.until,
        position,
      }),
    ],
    'identity.SeeAsEnded': ({ data, metadata }) => [
      // After its end by itself there is nothing to end.
      edit(looks, [data.seeAsId], (row) =>
        row === undefined || row.until === null || row.until <= metadata.occurredAt
          ? row
          : { ...row, until: metadata.occurredAt },
      ),
    ],
  },
});
