import { processStreamDecider } from '../../domain/kernel/process-stream.decider.ts';
import type { ProcessStreamCommand } from '../../domain/kernel/process-stream.decider.ts';
import type { Rejection } from '../../domain/kernel/decider.ts';
import type { DecodedEvent } from '../../schemas/kernel/decode.ts';
import { authorOf } from '../../schemas/kernel/metadata.ts';
import type { Author } from '../../schemas/kernel/metadata.ts';
import { storableText } from '../../schemas/kernel/text.ts';
import { uuid5 } from '../../schemas/kernel/uuid5.ts';
import type { DueTimer } from '../../ports/due-timers.ts';
import { Outage } from '../../ports/outage.ts';
import { newTrace, nextHop } from '../../runtime/trace.ts';
import { anyDecider } from '../../domain/kernel/context.ts';
import { only } from './policy.ts';
import { decideAndAppend } from './execute.ts';
import type { HistoryDeps, Loaded } from './load.ts';
import type { Outcome } from './outcome.ts';

/** Others kept writing to a stream at every try: to be repeated. */
export class Contended extends Outage {
  override name = 'Contended';
}

/** A command that a process asked for. */
export type CommandRequest = Extract<DecodedEvent, { type: 'kernel.CommandRequested' }>;

const actor = { kind: 'system', id: 'process-runtime' } as const;
const policy = only('system');

/** An instance exists for whoever began it; one that is older than authors in metadata, for whoever wrote to it last. */
const authorIn = ({ first, last }: Pick<Loaded<unknown>, 'first' | 'last'>): Author | undefined =>
  [first, last].map((event) => event && authorOf(event.metadata.actor)).find((author) => author !== undefined);

async function append(
  deps: HistoryDeps,
  to: { readonly process: string; readonly processId: string },
  command: ProcessStreamCommand,
  flow: {
    readonly commandId: string;
    readonly correlationId: string;
    readonly causationId: string;
    readonly traceparent: string;
  },
): Promise<Outcome> {
  const handler = { decider: anyDecider(processStreamDecider(to.process)), policy, authorIn };
  const stream = `${to.process}-${to.processId}`;
  const outcome = await decideAndAppend(deps, handler, stream, { ...flow, streamId: to.processId, command, actor });
  if (outcome.kind === 'contended')
    throw new Contended(`Others kept writing to ${stream}; ${command.type} comes again.`);
  return outcome;
}

const refusalIdOf = (requestId: string): string => uuid5(requestId, 'refused');

/**
 * Whether the process has heard that this command was refused. It must not be executed any more then, although it might be
 * accepted by now: the request comes again after a crash.
 * @throws LogUnavailable
 */
export async function wasRefused(
  { log }: HistoryDeps,
  { data: { requestId, process, processId }, stream, revision }: CommandRequest,
): Promise<boolean> {
  const own = `${process}-${processId}`;
  const refusalId = refusalIdOf(requestId);
  for await (const { metadata } of log.readStream(own, { from: stream === own ? revision + 1n : 0n }))
    if ((metadata as { readonly commandId?: unknown } | null)?.commandId === refusalId) return true;
  return false;
}

/**
 * Records in a process' stream that a command that it asked for was refused. A repeated refusal is written once.
 * @throws LogUnavailable, Contended: to be repeated
 */
export async function recordRefusal(
  deps: HistoryDeps,
  request: CommandRequest,
  { code, message }: Rejection,
): Promise<void> {
  const { requestId, process, processId, command } = request.data;
  const { $correlationId: correlationId, traceparent } = request.metadata;
  await append(
    deps,
    request.data,
    {
      type: 'RefuseCommand',
      data: {
        requestId,
        process,
        processId,
        // Requests of version 0.1.0 had no bounds.
        command: storableText(command.type, 100),
        code: storableText(code, 100),
        message: storableText(message, 2000),
      },
      at: new Date().toISOString(),
    },
    {
      commandId: refusalIdOf(requestId),
      correlationId,
      causationId: request.id,
      traceparent: nextHop(traceparent),
    },
  );
}

/**
 * Fires a timer that is due. A timer that was moved, cancelled or fired before does not fire again: the answer is then a
 * no-op or a duplicate. A timer that is not due yet is rejected.
 * @param now ISO 8601 instant of the caller's clock
 * @throws LogUnavailable, Contended: to be repeated
 */
export const fireTimer = (deps: HistoryDeps, timer: DueTimer, now: string): Promise<Outcome> => {
  const commandId = uuid5(timer.processId, `timer/${timer.process}/${timer.name}/${timer.position}`);
  const { process, processId, name, dueAt } = timer;
  return append(
    deps,
    timer,
    { type: 'FireTimer', data: { process, processId, name, dueAt }, at: now },
    { commandId, correlationId: processId, causationId: commandId, traceparent: newTrace() },
  );
};
