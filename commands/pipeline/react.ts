import type { AnyProcess } from '../../domain/kernel/context.ts';
import type { Message } from '../../domain/kernel/decider.ts';
import { instanceOf } from '../../domain/kernel/process.ts';
import type { ProcessFeedback } from '../../domain/kernel/process.ts';
import type { NewEvent } from '../../ports/event-log.ts';
import type { DecodedEvent } from '../../schemas/kernel/decode.ts';
import { authorOf, onBehalfOf } from '../../schemas/kernel/metadata.ts';
import { SchemaViolation } from '../../schemas/kernel/encode.ts';
import type { Language } from '../../schemas/kernel/language.ts';
import { uuid5 } from '../../schemas/kernel/uuid5.ts';
import { nextHop } from '../../runtime/trace.ts';
import { backoffMs, pause } from '../../runtime/backoff.ts';
import { load } from './load.ts';
import type { HistoryDeps, Loaded } from './load.ts';
import { Contended } from './process-stream.ts';
import { throughOutages } from './retry.ts';

/** `now`: the time of day, ms since the epoch; a test's own, where years must pass. */
export type ReactDeps = HistoryDeps & { readonly now?: (() => number) | undefined };

const contentionTries = 5;
const contentionPauseMs = 20;

/**
 * Lets a process react to one event: its outputs are appended to its own stream with ids derived from the event, so that
 * reacting twice writes once. Feedback for an instance of another process is no business of this one.
 * @returns how many outputs were appended; 0 when there was nothing to do or it was done before
 * @throws LogUnavailable when the log stays away, Contended when others kept writing to the process' stream
 * @throws SchemaViolation when an output does not fit its definition: a bug of the process
 */
export async function react(deps: ReactDeps, process: AnyProcess, event: DecodedEvent): Promise<number> {
  const instance = instanceOf(process, event);
  if (instance === undefined) return 0;
  const stream = `${process.category}-${instance}`;
  const commandId = uuid5(event.id, process.category);
  let loaded: Loaded<unknown> = { state: process.initial, revision: -1n };
  for (let attempt = 1; attempt <= contentionTries; attempt += 1) {
    loaded = await throughOutages(() => load(deps, process, stream, commandId, loaded));
    if (loaded.committed !== undefined) return 0;
    const at = event.metadata.occurredAt;
    const input = { event: event as Message as ProcessFeedback, eventId: event.id, at };
    // Somebody who says one command id of two streams makes events of one id: what follows from each must not pass for the other's.
    const outputs = process.react(input, loaded.state, (label) => uuid5(event.id, `${event.stream}/${label}`));
    if (outputs.length === 0) return 0;
    const events = toNewEvents(deps, outputs, process.category, commandId, event);
    const expected = loaded.revision === -1n ? 'no-stream' : loaded.revision;
    const appended = await throughOutages(() => deps.log.append(stream, expected, events));
    if (appended.kind === 'appended') return outputs.length;
    await pause(backoffMs(attempt, contentionPauseMs));
  }
  throw new Contended(`Others kept writing to ${stream}; ${event.type} is handed in again later.`);
}

function toNewEvents(
  { language, now = Date.now }: ReactDeps,
  outputs: readonly Message[],
  category: string,
  commandId: string,
  { id, metadata: { $correlationId, traceparent, actor } }: DecodedEvent,
): NewEvent[] {
  const metadata = {
    $correlationId,
    $causationId: id,
    commandId,
    actor: onBehalfOf(authorOf(actor), { kind: 'process', id: category }),
    occurredAt: new Date(now()).toISOString(),
    traceparent: nextHop(traceparent),
  };
  return outputs.map((output, index) => {
    if (output.type === 'kernel.JobRequested') checkInput(language, output.data as { kind: string; input: unknown });
    return language.encode(output, uuid5(commandId, String(index)), metadata);
  });
}

/** A job's input must be what its kind is defined to take: a worker could only fail on anything else. */
function checkInput({ jobs }: Language, { kind, input }: { readonly kind: string; readonly input: unknown }): void {
  const job = jobs.get(kind);
  if (job === undefined) throw new SchemaViolation(`There is no job of the kind "${kind}": define it in schemas/.`);
  const issue = job.input.safeParse(input).error?.issues[0];
  if (issue !== undefined) throw new SchemaViolation(`input of ${kind}.${issue.path.join('.')}: ${issue.message}`);
}
