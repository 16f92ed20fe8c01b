import { createMemoryVault } from '../../ports/testing/memory-vault.ts';
import type { Vault } from '../../ports/vault.ts';
import type { Message } from '../../ports/mailer.ts';
import type { WorkerPorts } from '../runtime/context.ts';

/** People of a test: nobody is known yet, and what is sent to them is kept. */
export function testPeople(): WorkerPorts['people'] & { readonly sent: Message[]; readonly vault: Vault } {
  const sent: Message[] = [];
  return {
    sent,
    vault: createMemoryVault(),
    mailer: { send: async (message) => void sent.push(message) },
    linkTo: async ({ purpose, linkId }) => `https://films.example/${purpose}#${linkId}`,
  };
}
