import { createSmtpMailer } from '../adapters/mail/smtp-mailer.ts';
import { createExportParts } from '../adapters/postgres/export-parts.ts';
import { createOutbox } from '../adapters/postgres/outbox.ts';
import { createKeyring } from '../gateway/http/keyring.ts';
import type { Database } from '../ports/database.ts';
import type { ExportParts } from '../ports/export-parts.ts';
import type { Outbox } from '../ports/mailer.ts';
import type { Vault } from '../ports/vault.ts';
import type { PeoplePorts } from '../workers/runtime/context.ts';
import type { Config } from './config.ts';

/** How people are written to. */
export interface People {
  readonly ports: Omit<PeoplePorts, 'places' | 'streams'>;
  /** Where messages wait; undefined: a mail server has them. */
  readonly outbox: Outbox | undefined;
  /** Where copies of their data wait for them. */
  readonly exports: ExportParts;
  /** Says where the gateway of this process listens: with any free port (0) the configuration does not know it. */
  listensAt(origin: string): void;
  close(): void;
}

/** Messages go to the mail server, where one is named, and else wait in the database. */
export function openPeople(config: Config, db: Database, vault: Vault): People {
  const outbox = createOutbox(db, vault);
  const exports = createExportParts(db, vault);
  const smtp =
    config.smtpUrl === undefined ? undefined : createSmtpMailer({ url: config.smtpUrl, from: config.mailFrom });
  const keyring = createKeyring([config.secret]);
  let base = config.publicUrl;
  const linkTo: PeoplePorts['linkTo'] = async ({ purpose, accountId, linkId, expiresAt }) => {
    const claims = { sub: accountId, jti: linkId, exp: Math.floor(Date.parse(expiresAt) / 1000) };
    // In the fragment: browsers do not send it to servers, so it stands in no log.
    return `${base}/link/${purpose}#${await keyring.sign(`link/${purpose}`, claims)}`;
  };
  return {
    exports,
    ports: { vault, exports, mailer: smtp ?? outbox, linkTo, pageAt: (path) => `${base}${path}` },
    outbox: smtp === undefined ? outbox : undefined,
    listensAt(origin) {
      if (base.endsWith(':0')) base = origin;
    },
    close: () => smtp?.close(),
  };
}
