import { randomUUID } from 'node:crypto';
import { RecordPersonReading, RecordReading } from '../../schemas/identity/reading.commands.ts';
import { runCommand } from '../graphql/command.ts';
import type { RequestContext } from '../graphql/context.ts';
import { publicError } from '../graphql/errors.ts';

/** Writes down whose personal data the caller is about to be shown: what cannot be written down is not shown. */
export async function recordReading(
  context: RequestContext,
  what: 'people' | 'outbox',
  accountIds: readonly string[],
): Promise<void> {
  if (accountIds.length === 0) return;
  const readingId = randomUUID();
  const answer = await runCommand(context, {
    commandId: randomUUID(),
    definition: RecordReading,
    streamId: readingId,
    data: { readingId, what, accountIds: [...new Set(accountIds)] },
  });
  if (!answer.done) throw publicError('FORBIDDEN', answer.refusal.message);
}

/** Writes down that the caller is about to be shown something of one person. @param fields what, e.g. `address` */
export async function recordPersonReading(
  context: RequestContext,
  accountId: string,
  fields: readonly string[],
): Promise<void> {
  const readingId = randomUUID();
  const answer = await runCommand(context, {
    commandId: randomUUID(),
    definition: RecordPersonReading,
    streamId: readingId,
    data: { readingId, accountId, fields },
  });
  if (!answer.done) throw publicError('FORBIDDEN', answer.refusal.message);
}
