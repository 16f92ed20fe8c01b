import { z } from 'zod';
import type { Rejection } from '../../domain/kernel/decider.ts';
import type { Language } from '../../schemas/kernel/language.ts';
import type { CommandHandler } from './context.ts';
import type { Envelope } from './envelope.ts';

const streamIdPattern = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/;
const instantPattern = new RegExp(String(z.toJSONSchema(z.iso.datetime()).pattern));

/** Undefined when a command has the shape that its definition asks for, otherwise the refusal (`command.malformed`). */
export function shapeRefusal(
  { definition, check }: Pick<CommandHandler, 'definition' | 'check'>,
  { command, commandId, streamId }: Envelope,
  language: Language,
): Rejection | undefined {
  if (!streamIdPattern.test(commandId)) return malformed('the command id must be a UUID in lower case');
  if (!streamIdPattern.test(streamId)) return malformed('the stream id must be a UUID in lower case');
  if (!instantPattern.test(command.at)) return malformed('"at" must be an ISO 8601 instant in UTC');
  const parsed = definition.data.safeParse(command.data);
  if (!parsed.success) {
    const issue = parsed.error.issues[0];
    return malformed(`${issue?.path.join('.') || 'data'}: ${issue?.message ?? 'does not fit'}`);
  }
  const wrong = check?.(command.data as Record<string, unknown>, language);
  if (wrong !== undefined) return malformed(wrong);
  const field = definition.streamIdField ?? `${definition.category}Id`;
  const own = (command.data as Record<string, unknown>)[field];
  return own === streamId ? undefined : malformed(`${field} must be the id of the stream that is addressed`);
}

const malformed = (what: string): Rejection => ({
  code: 'command.malformed',
  message: `Correct the command: ${what}.`,
});
