import type { Database } from '../../ports/database.ts';
import { decodeCursor } from '../db/cursor.ts';
import { limitOf, pageOf } from '../db/page.ts';
import type { TablesOf } from '../runtime/projection.ts';
import type { giftCodesProjection, StoredGiftCode } from './gift-codes.projection.ts';
import type { GiftCodeQueries, GiftCodeRow } from './gift-codes.rows.ts';

type Tables = TablesOf<typeof giftCodesProjection>;

const toRow = ({ createdPosition: _created, position: _position, ...row }: StoredGiftCode): GiftCodeRow => row;

/** The only way to the tables of `gift_codes`. */
export function createGiftCodeQueries(db: Database): GiftCodeQueries {
  const codes = db.kysely<Tables>().selectFrom('giftCodes.giftCodes').selectAll();
  return {
    async page({ first, after }) {
      const from = after === undefined ? codes : codes.where('createdPosition', '<', decodeCursor('gift-codes', after));
      const rows = await from.orderBy('createdPosition', 'desc').limit(limitOf(first)).execute();
      return pageOf(rows, { first, list: 'gift-codes', positionOf: (row) => row.createdPosition, map: toRow });
    },
  };
}
