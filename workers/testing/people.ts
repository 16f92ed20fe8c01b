import { createMemoryLog } from '../../ports/testing/memory-event-log.ts';
import { createMemoryVault } from '../../ports/testing/memory-vault.ts';
import { createMemoryExportParts } from '../../ports/testing/memory-export-parts.ts';
import type { ExportParts } from '../../ports/export-parts.ts';
import { createMemoryPersonStreams } from '../../ports/testing/memory-person-streams.ts';
import type { EventLog } from '../../ports/event-log.ts';
import type { Vault } from '../../ports/vault.ts';
import type { Message } from '../../ports/mailer.ts';
import type { WorkerPorts } from '../runtime/context.ts';

/** People of a test: nobody is known yet, and what is sent to them is kept. */
export function testPeople(log: Pick<EventLog, 'readAll'> = createMemoryLog()): WorkerPorts['people'] & {
  readonly sent: Message[];
  readonly vault: Vault;
  readonly exports: ExportParts;
} {
  const sent: Message[] = [];
  const vault = createMemoryVault();
  return {
    sent,
    vault,
    places: { look: async () => [{ place: 'elsewhere', left: 0, sealed: 0 }] },
    streams: createMemoryPersonStreams(log),
    exports: createMemoryExportParts(vault),
    mailer: { send: async (message) => void sent.push(message) },
    pageAt: (path) => `https://films.example${path}`,
    linkTo: async ({ purpose, linkId }) => `https://films.example/${purpose}#${linkId}`,
  };
}
