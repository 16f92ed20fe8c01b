import type { MemoryLog } from '../../ports/testing/memory-event-log.ts';
import type { ExportQueries, ExportRow } from '../../projections/identity/exports.rows.ts';
import { language } from '../../schemas/language.ts';

/** The list of copies of people's data, always as new as the log in memory. */
export function exportsOf(log: MemoryLog): ExportQueries {
  const rows = (): ExportRow[] => {
    const found = new Map<string, ExportRow>();
    for (const recorded of log.events) {
      const decoded = language.decode(recorded);
      if (decoded.kind !== 'known' || !('exportId' in decoded.event.data)) continue;
      const { event } = decoded;
      const { exportId, accountId } = event.data as { readonly exportId: string; readonly accountId: string };
      const row = found.get(exportId);
      if (row === undefined)
        found.set(exportId, {
          ...{ exportId, accountId, status: 'making', requestedAt: event.metadata.occurredAt },
          ...{ size: 0, parts: 0, expiresAt: null },
        });
      else if (event.type === 'identity.ExportReady') found.set(exportId, { ...row, ...event.data, status: 'ready' });
      else if (event.type === 'identity.ExportFailed') found.set(exportId, { ...row, status: 'failed' });
      else if (event.type === 'identity.ExportDeleted') found.delete(exportId);
    }
    return [...found.values()].toReversed();
  };
  return {
    byId: async (exportId) => rows().find((row) => row.exportId === exportId),
    ofAccount: async (accountId) => rows().filter((row) => row.accountId === accountId),
  };
}
