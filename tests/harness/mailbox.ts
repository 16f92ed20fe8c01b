import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { openDatabase } from '../../adapters/postgres/database.ts';
import { createOutbox } from '../../adapters/postgres/outbox.ts';
import { createVault } from '../../adapters/postgres/vault.ts';
import type { EventLog } from '../../ports/event-log.ts';
import { silentLogger } from '../../ports/testing/silent-logger.ts';
import { cleanUpAfter, type Afterwards } from './clean-up.ts';
import { field, waitForEvent } from './wait-for-event.ts';

/** What people read who have an account on a platform without a mail server. */
export interface Mailbox {
  /** Waits for a message to this address with a link for this purpose; the path of the newest one, with what stands behind its `#`. */
  link(log: EventLog, to: string, purpose: string): Promise<string>;
  /** The newest of those that are there; undefined: none. */
  linkNow(to: string, purpose: string): Promise<string | undefined>;
}

/** Opens the messages that wait on a platform's machine; closed after the test. */
export function openMailbox(
  t: Afterwards,
  { dataDir, services }: { readonly dataDir: string; readonly services: { readonly postgres: string } },
): Mailbox {
  const db = openDatabase({ url: services.postgres, log: silentLogger, connections: 2 });
  cleanUpAfter(t, () => db.close());
  const master = readFileSync(join(dataDir, 'secrets', 'master-key'), 'utf8').trim();
  const outbox = createOutbox(db, createVault(db, [master]));
  const found = async (to: string, purpose: string): Promise<string | undefined> => {
    const messages = (await outbox.latest(50)).filter((message) => message.to === to);
    return messages
      .map(({ text }) => new RegExp(`/link/${purpose}#\\S+`).exec(text)?.[0])
      .find((link) => link !== undefined);
  };
  return {
    linkNow: found,
    async link(log, to, purpose) {
      let link = await found(to, purpose);
      if (link !== undefined) return link;
      // Each message is a job: after every one that has ended there may be a new one.
      for (let seen = 1; link === undefined; seen += 1) {
        let sent = 0;
        await waitForEvent(log, ['kernel.JobCompleted'], ({ data }) => {
          if (field(field(data, 'result'), 'kind') === 'send-mail') sent += 1;
          return sent >= seen;
        });
        link = await found(to, purpose);
      }
      return link;
    },
  };
}
