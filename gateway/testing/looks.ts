import type { LookQueries, LookRow } from '../../projections/identity/looks.rows.ts';
import type { MemoryLog } from '../../ports/testing/memory-event-log.ts';
import { language } from '../../schemas/language.ts';

/** When people were looked at by those who work here, always as new as the log in memory. Ends before time are not in it. */
export function looksOf(log: MemoryLog): LookQueries {
  return {
    async ofAccount(accountId, { first }) {
      const rows = log.events.flatMap((recorded): { cursor: string; row: LookRow }[] => {
        const decoded = language.decode(recorded);
        if (decoded.kind !== 'known') return [];
        const { event } = decoded;
        const { occurredAt: at } = event.metadata;
        const cursor = String(recorded.position);
        if (event.type === 'identity.PersonRead' && event.data.accountId === accountId)
          return [{ cursor, row: { what: 'page', at, until: null } }];
        if (event.type === 'identity.SeeAsBegun' && event.data.accountId === accountId)
          return [{ cursor, row: { what: 'see-as', at, until: event.data.until } }];
        return [];
      });
      return { rows: rows.toReversed().slice(0, first), hasNextPage: rows.length > first };
    },
  };
}
