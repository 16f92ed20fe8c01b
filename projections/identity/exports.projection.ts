import { instant, int, long, nullable, oneOf, table, uuid } from '../db/table.ts';
import type { RowOf } from '../db/table.ts';
import { edit, projection } from '../runtime/projection.ts';
import type { Edit, Fact } from '../runtime/projection.ts';

export const exports = table('exports', {
  key: ['exportId'],
  columns: {
    exportId: uuid,
    accountId: uuid,
    status: oneOf<'making' | 'ready' | 'failed' | 'deleted'>(),
    requestedAt: instant,
    size: int,
    parts: int,
    expiresAt: nullable(instant),
    position: long,
  },
  indexes: [{ name: 'exports_of_account', on: 'account_id, requested_at desc' }],
});
type Row = RowOf<typeof exports>;

const change = (
  fact: Fact<'identity.ExportReady' | 'identity.ExportFailed' | 'identity.ExportDeleted'>,
  changes: Partial<Row>,
): readonly Edit[] => [
  edit(exports, [fact.data.exportId], (row) => row && { ...row, ...changes, position: fact.position }),
];

/** Copies of what is known of people, that they asked for. */
export const exportsProjection = projection({
  name: 'exports',
  version: 1,
  tables: [exports],
  key: ({ data }) => data.exportId,
  on: {
    'identity.ExportRequested': ({ data, metadata, position }) => [
      edit(exports, [data.exportId], (): Row => {
        const { exportId, accountId } = data;
        const requestedAt = metadata.occurredAt;
        return { exportId, accountId, status: 'making', requestedAt, size: 0, parts: 0, expiresAt: null, position };
      }),
    ],
    'identity.ExportReady': (fact) =>
      change(fact, { status: 'ready', size: fact.data.size, parts: fact.data.parts, expiresAt: fact.data.expiresAt }),
    'identity.ExportFailed': (fact) => change(fact, { status: 'failed' }),
    'identity.ExportDeleted': (fact) => change(fact, { status: 'deleted', size: 0, parts: 0 }),
  },
});
