import type { Database } from '../../ports/database.ts';
import type { ExportParts } from '../../ports/export-parts.ts';
import type { Vault } from '../../ports/vault.ts';

/** Keeps copies of people's data beside their keys. The vault makes the table, and deletes what is of who is forgotten. */
export function createExportParts(db: Database, vault: Pick<Vault, 'seal' | 'open'>): ExportParts {
  return {
    async put({ exportId, subject, nth, text }) {
      await db.query(
        `insert into vault.exports (id, nth, subject, box) values ($1, $2, $3, $4)
         on conflict (id, nth) do update set box = excluded.box where vault.exports.subject = excluded.subject`,
        [exportId, nth, subject, await vault.seal(subject, 'export', text)],
      );
    },
    async get(exportId, nth) {
      const { rows } = await db.query<{ box: string }>('select box from vault.exports where id = $1 and nth = $2', [
        exportId,
        nth,
      ]);
      const [text] = await vault.open(
        'export',
        rows.map(({ box }) => box),
      );
      return text;
    },
    async remove(exportId) {
      await db.query('delete from vault.exports where id = $1', [exportId]);
    },
  };
}
