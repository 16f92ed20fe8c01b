import type { Message } from '../../domain/kernel/decider.ts';
import type { Process } from '../../domain/kernel/process.ts';
import type { DecodedEvent } from '../../schemas/kernel/decode.ts';
import type { Actor } from '../../schemas/kernel/metadata.ts';
import { uuid5 } from '../../schemas/kernel/uuid5.ts';
import { Outage } from '../../ports/outage.ts';
import { backoffMs, pause } from '../../runtime/backoff.ts';
import { load } from './load.ts';
import type { HistoryDeps, Loaded } from './load.ts';
import { throughOutages } from './retry.ts';

const contentionTries = 5;
const contentionPauseMs = 20;

/**
 * Lets a process react to one event: its outputs are appended to its own stream with ids derived from the event, so that
 * reacting twice writes once.
 * @returns how many outputs were appended; 0 when there was nothing to do or it was done before
 * @throws LogUnavailable when the log stays away, Contended when others kept writing to the process' stream
 */
export async function react<S, In extends Message, Out extends Message>(
  deps: HistoryDeps,
  process: Process<S, In, Out>,
  event: DecodedEvent & In,
  actor: Actor,
): Promise<number> {
  const stream = `${process.category}-${process.route(event)}`;
  const commandId = uuid5(event.id, process.category);
  let loaded: Loaded<S> = { state: process.initial, revision: -1n };
  for (let attempt = 1; attempt <= contentionTries; attempt += 1) {
    loaded = await throughOutages(() => load(deps, process, stream, commandId, loaded));
    if (loaded.committed !== undefined) return 0;
    const at = event.metadata.occurredAt;
    const outputs = process.react({ event, eventId: event.id, at }, loaded.state, (label) => uuid5(event.id, label));
    if (outputs.length === 0) return 0;
    const metadata = {
      $correlationId: event.metadata.$correlationId,
      $causationId: event.id,
      commandId,
      actor,
      occurredAt: new Date().toISOString(),
      ...(event.metadata.traceparent === undefined ? {} : { traceparent: event.metadata.traceparent }),
    };
    const events = outputs.map((output, index) =>
      deps.language.encode(output, uuid5(commandId, String(index)), metadata),
    );
    const expected = loaded.revision === -1n ? 'no-stream' : loaded.revision;
    const appended = await throughOutages(() => deps.log.append(stream, expected, events));
    if (appended.kind === 'appended') return outputs.length;
    await pause(backoffMs(attempt, contentionPauseMs));
  }
  throw new Contended(`Others kept writing to ${stream}; ${event.type} is handed in again later.`);
}

/** A process' stream was written by others at every try: to be repeated. */
export class Contended extends Outage {
  override name = 'Contended';
}
