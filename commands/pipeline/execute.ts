import type { Decider, Message, Rejection } from '../../domain/kernel/decider.ts';
import type { DomainEvent } from '../../schemas/catalogue.ts';
import { encode } from '../../schemas/kernel/encode.ts';
import { uuid5 } from '../../schemas/kernel/uuid5.ts';
import type { EventLog, NewEvent } from '../../ports/event-log.ts';
import { backoffMs, pause } from '../../runtime/backoff.ts';
import type { Envelope } from './envelope.ts';
import { inLane } from './lane.ts';
import { load } from './load.ts';
import type { Loaded } from './load.ts';
import type { Outcome } from './outcome.ts';
import { throughOutages } from './retry.ts';
import { shapeRefusal } from './shape.ts';

/** Tries at load, decide and append before the answer is `contended`. */
const contentionTries = 5;
const contentionPauseMs = 20;

type AnyCommand = Message & { readonly at: string };

/**
 * Executes one command: shape → load → decide → validate → append → answer.
 *
 * Saying it twice writes it once: event ids derive from the command id, so the log recognises a repeat after a lost reply,
 * and the fold recognises it by the command id in the metadata. A lost race is decided anew on what the others wrote.
 * @throws LogUnavailable when the log stays away; the same envelope may be executed again
 * @throws SchemaViolation, UnreadableHistory for bugs
 */
export async function execute<S, C extends AnyCommand, E extends Message, R extends Rejection>(
  { log }: { readonly log: EventLog },
  decider: Decider<S, C, E, R>,
  envelope: Envelope<C>,
): Promise<Outcome<R | Rejection>> {
  const malformed = shapeRefusal(decider.category, envelope);
  if (malformed !== undefined) return { kind: 'rejected', rejection: malformed };
  const stream = `${decider.category}-${envelope.streamId}`;
  return inLane(log, stream, () => decideAndAppend(log, decider, stream, envelope));
}

async function decideAndAppend<S, C extends AnyCommand, E extends Message, R extends Rejection>(
  log: EventLog,
  decider: Decider<S, C, E, R>,
  stream: string,
  envelope: Envelope<C>,
): Promise<Outcome<R | Rejection>> {
  const { commandId, command, expectedRevision } = envelope;
  let loaded: Loaded<S> = { state: decider.initial, revision: -1n };
  for (let attempt = 1; attempt <= contentionTries; attempt += 1) {
    loaded = await throughOutages(() => load(log, decider, stream, commandId, loaded));
    if (loaded.committed !== undefined)
      return { kind: 'duplicate', revision: loaded.committed.revision, token: String(loaded.committed.position) };
    if (expectedRevision !== undefined && expectedRevision !== loaded.revision)
      return { kind: 'rejected', rejection: changed(loaded.revision) };
    const decision = decider.decide(command, loaded.state);
    if (decision.kind === 'rejected') return { kind: 'rejected', rejection: decision.rejection };
    if (decision.events.length === 0) return { kind: 'no-op', revision: loaded.revision };
    const events = toNewEvents(decision.events, envelope);
    const expected = loaded.revision === -1n ? 'no-stream' : loaded.revision;
    const appended = await throughOutages(() => log.append(stream, expected, events));
    if (appended.kind === 'appended')
      return {
        kind: 'committed',
        revision: appended.revision,
        token: String(appended.position),
        events: events.length,
      };
    if (attempt < contentionTries) await pause(backoffMs(attempt, contentionPauseMs));
  }
  return { kind: 'contended', attempts: contentionTries };
}

const changed = (actual: bigint): Rejection => ({
  code: 'stream.changed',
  message: `Somebody changed this in the meantime (it is at revision ${actual}); look at it again and repeat what you still want.`,
});

function toNewEvents<C extends AnyCommand>(events: readonly Message[], envelope: Envelope<C>): NewEvent[] {
  const { commandId, command, actor, correlationId, causationId = commandId, traceparent } = envelope;
  const metadata = {
    $correlationId: correlationId,
    $causationId: causationId,
    commandId,
    actor,
    occurredAt: command.at,
    ...(traceparent === undefined ? {} : { traceparent }),
  };
  return events.map((event, index) => encode(event as DomainEvent, uuid5(commandId, String(index)), metadata));
}
