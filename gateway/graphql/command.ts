import type { z } from 'zod';
import type { ActingActor } from '../../schemas/kernel/metadata.ts';
import { isId } from './connection.ts';
import type { RequestContext } from './context.ts';

/** A refusal as a union member. */
export interface Refusal {
  readonly __typename: 'CommandRefused' | 'NotFound' | 'Conflict' | 'InvalidInput' | 'NotAllowed';
  readonly code: string;
  readonly message: string;
  readonly path?: string | null;
}

/** What came of a command: done, with the token that a reader may wait for, or refused. */
export type CommandAnswer =
  | { readonly done: true; readonly token: string }
  | { readonly done: false; readonly refusal: Refusal };

export const refuse = (
  typename: Refusal['__typename'],
  code: string,
  message: string,
  path: string | null = null,
): { readonly done: false; readonly refusal: Refusal } => ({
  done: false,
  refusal: { __typename: typename, code, message, path },
});

interface CommandRequest {
  readonly commandId: string;
  readonly definition: { readonly type: string; readonly category: string; readonly data: z.ZodObject };
  readonly streamId: string;
  readonly data: unknown;
  readonly expectedRevision?: string | null | undefined;
  readonly actor?: ActingActor;
  /** When it happens, ISO 8601; left out: now. Only for what was worked out as of then and shown. */
  readonly at?: string;
}

/** What a command is executed with, of a request. */
export type CommandContext = Pick<RequestContext, 'caller' | 'ports' | 'correlationId' | 'traceparent'>;

/** Checks the input against the command's own schema, executes it, and maps the outcome. */
export async function runCommand(context: CommandContext, request: CommandRequest): Promise<CommandAnswer> {
  if (!isId(request.commandId))
    return refuse(
      'InvalidInput',
      'command.bad-id',
      '`commandId` must be a UUID in lower case, chosen by you.',
      'commandId',
    );
  const parsed = request.definition.data.safeParse(request.data);
  if (!parsed.success) return refuseInput(parsed.error);
  const expected = request.expectedRevision ?? undefined;
  if (expected !== undefined && !/^\d{1,18}$/.test(expected))
    return refuse(
      'InvalidInput',
      'command.bad-revision',
      '`expectedRevision` must be the `revision` that you were shown.',
      'expectedRevision',
    );

  const outcome = await context.ports.execute({
    streamId: request.streamId,
    commandId: request.commandId,
    command: {
      type: request.definition.type,
      data: parsed.data,
      at: request.at ?? new Date(context.ports.now()).toISOString(),
    },
    actor: request.actor ?? context.caller.actor,
    correlationId: context.correlationId,
    traceparent: context.traceparent,
    ...(expected === undefined ? {} : { expectedRevision: BigInt(expected) }),
  });
  switch (outcome.kind) {
    case 'committed':
    case 'duplicate':
      return { done: true, token: outcome.token };
    case 'no-op':
      return { done: true, token: '0' };
    case 'contended':
      return refuse(
        'Conflict',
        'stream.contended',
        'Others keep changing this. Look at it again and repeat what you still want.',
      );
    case 'rejected':
      return refuse(refusalKind(outcome.rejection.code), outcome.rejection.code, outcome.rejection.message);
  }
}

function refusalKind(code: string): Refusal['__typename'] {
  if (code === 'stream.changed') return 'Conflict';
  if (/\.(not-found|unknown|missing|does-not-exist)$/.test(code)) return 'NotFound';
  return 'CommandRefused';
}

function refuseInput(error: z.ZodError): CommandAnswer {
  const issue = error.issues[0];
  const path = issue?.path.map(String).join('.') ?? '';
  return refuse(
    'InvalidInput',
    'input.invalid',
    `${path === '' ? 'The input' : `\`${path}\``} does not fit: ${issue?.message ?? 'unknown'}.`,
    path === '' ? null : path,
  );
}
