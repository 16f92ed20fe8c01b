import { randomUUID } from 'node:crypto';
import { executeOn } from '../../commands/testing/execute.ts';
import type { MemoryLog } from '../../ports/testing/memory-event-log.ts';

/** What the platform does behind a gateway on a log in memory, by hand: an account gets a card that it pays by. */
export async function keepCard(
  log: MemoryLog,
  accountId: string,
  card: { methodRef?: string; fingerprint?: string } = {},
) {
  const execute = executeOn(log);
  const say = (type: string, data: object) =>
    execute({
      streamId: accountId,
      commandId: randomUUID(),
      command: { type, data: { accountId, ...data }, at: new Date().toISOString() },
      actor: { kind: 'process', id: 'keeping' },
      correlationId: randomUUID(),
    });
  await say('RecordPayer', { customerRef: `cus_${accountId}` });
  const { methodRef = 'pm_1', fingerprint = 'fp_1' } = card;
  const shown = { brand: 'visa', last4: '4242', expires: { year: 2099, month: 1 } };
  await say('KeepMethod', { methodRef, fingerprint, ...shown });
}
