import type { Database } from '../../ports/database.ts';
import type { Mailer, Outbox, OutboxMessage } from '../../ports/mailer.ts';
import type { Vault } from '../../ports/vault.ts';
import { subjectOf } from '../../schemas/kernel/sealed.ts';

/** More than a person reads. */
const MOST = 200;

type Kept = Pick<OutboxMessage, 'to' | 'title' | 'text'>;

/** Keeps messages in the database, sealed, where there is no mail server. The vault makes the table. */
export function createOutbox(db: Database, vault: Vault): Mailer & Outbox {
  return {
    async send({ id, subjectId, to, title, text }) {
      const kept: Kept = { to, title, text };
      await db.query('insert into vault.outbox (id, box) values ($1, $2) on conflict (id) do nothing', [
        id,
        await vault.seal(subjectId, 'message', JSON.stringify(kept)),
      ]);
    },
    async latest(count) {
      const { rows } = await db.query<{ id: string; box: string; at: string }>(
        'select id, box, at from vault.outbox order by at desc limit $1',
        [Math.min(count, MOST)],
      );
      const opened = await vault.open(
        'message',
        rows.map(({ box }) => box),
      );
      return rows.flatMap(({ id, box, at }, index) => {
        const message = opened[index];
        return message === undefined ? [] : [{ id, subjectId: subjectOf(box), at, ...(JSON.parse(message) as Kept) }];
      });
    },
  };
}
