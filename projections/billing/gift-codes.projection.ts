import { instant, int, long, nullable, oneOf, table, text, uuid } from '../db/table.ts';
import type { RowOf } from '../db/table.ts';
import { edit, projection } from '../runtime/projection.ts';
import type { GiftCodeStatus } from './gift-codes.rows.ts';

export const giftCodes = table('gift_codes', {
  key: ['giftCodeId'],
  columns: {
    giftCodeId: uuid,
    batchId: uuid,
    label: text,
    ending: text,
    currency: text,
    amountMinor: int,
    validUntil: nullable(instant),
    status: oneOf<GiftCodeStatus>(),
    accountId: nullable(uuid),
    changedAt: instant,
    createdPosition: long,
    position: long,
  },
  indexes: [{ name: 'gift_codes_created', on: 'created_position desc' }],
});
export type StoredGiftCode = RowOf<typeof giftCodes>;

/** Codes that give credit, and what became of each. */
export const giftCodesProjection = projection({
  name: 'gift_codes',
  version: 1,
  tables: [giftCodes],
  key: (fact) => fact.data.giftCodeId,
  on: {
    'billing.GiftCodeMade': ({ data, position, metadata: { occurredAt: changedAt } }) => [
      edit(giftCodes, [data.giftCodeId], (): StoredGiftCode => ({
        ...data,
        ...{ status: 'open', accountId: null, changedAt, createdPosition: position, position },
      })),
    ],
    'billing.GiftCodeRedeemed': ({ data: { giftCodeId, accountId, at: changedAt }, position }) => [
      edit(
        giftCodes,
        [giftCodeId],
        (row) => row && { ...row, status: 'redeemed' as const, accountId, changedAt, position },
      ),
    ],
    'billing.GiftCodeRestored': ({ data: { giftCodeId, at: changedAt }, position }) => [
      edit(
        giftCodes,
        [giftCodeId],
        (row) => row && { ...row, status: 'open' as const, accountId: null, changedAt, position },
      ),
    ],
    'billing.GiftCodeVoided': ({ data: { giftCodeId, at: changedAt }, position }) => [
      edit(giftCodes, [giftCodeId], (row) => row && { ...row, status: 'void' as const, changedAt, position }),
    ],
  },
});
