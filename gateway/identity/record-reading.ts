import { randomUUID } from 'node:crypto';
import { RecordReading } from '../../schemas/identity/reading.commands.ts';
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
