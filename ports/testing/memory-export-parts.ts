import type { ExportParts } from '../export-parts.ts';
import type { Vault } from '../vault.ts';

/** Copies that live as long as the test, sealed by its vault. */
export function createMemoryExportParts(vault: Pick<Vault, 'seal' | 'open'>): ExportParts {
  const boxes = new Map<string, string>();
  return {
    async put({ exportId, subject, nth, text }) {
      boxes.set(`${exportId}/${nth}`, await vault.seal(subject, 'export', text));
    },
    async get(exportId, nth) {
      const box = boxes.get(`${exportId}/${nth}`);
      return box === undefined ? undefined : (await vault.open('export', [box]))[0];
    },
    async remove(exportId) {
      for (const key of boxes.keys()) if (key.startsWith(`${exportId}/`)) boxes.delete(key);
    },
  };
}
