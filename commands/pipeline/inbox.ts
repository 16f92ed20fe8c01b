import type { EventLog } from '../../ports/event-log.ts';
import type { Actor } from '../../schemas/kernel/metadata.ts';
import type { Language } from '../../schemas/kernel/language.ts';
import { uuid5 } from '../../schemas/kernel/uuid5.ts';
import { throughOutages } from './retry.ts';

/** An event of another system, and the commands that follow from it. */
export interface ForeignEvent {
  /** Who sent it, e.g. `payments`. */
  readonly source: string;
  /** The id that the other system gave it: the same id is the same event, however often it is delivered. */
  readonly foreignId: string;
  /** Addressed to streams by category and uuid. Executed in order, each once. */
  readonly commands: readonly {
    readonly category: string;
    readonly streamId: string;
    readonly type: string;
    readonly data: Record<string, unknown>;
  }[];
  readonly traceparent?: string;
}

export type Received =
  | { readonly kind: 'received'; readonly inboxId: string; readonly token: string }
  /** It was received before; nothing was written, and its commands are not asked for again. Of two at once, both may be answered `received`. */
  | { readonly kind: 'duplicate'; readonly inboxId: string };

/** Namespace of inbox ids (a random UUID, fixed for ever). */
const inboxNamespace = '6f0f1c52-7f3c-4a67-9d0e-3c2f0b9c8a11';

/** The inbox stream of a foreign event: `inbox-{id}`. */
export const inboxIdOf = ({ source, foreignId }: Pick<ForeignEvent, 'source' | 'foreignId'>): string =>
  uuid5(inboxNamespace, JSON.stringify([source, foreignId]));

/**
 * Receives an event of another system, once: the event and the commands that follow are one append to a stream of its own,
 * named after the foreign id. The runtime executes the commands from there, and a refusal comes back into that stream, so
 * that a second delivery changes nothing, whatever came of the first.
 * @param now ISO 8601 instant
 * @throws LogUnavailable when the log stays away: let the other system send it again
 * @throws SchemaViolation when source or id do not fit
 */
export async function receive(
  { log, language }: { readonly log: EventLog; readonly language: Language },
  { source, foreignId, commands, traceparent }: ForeignEvent,
  now: string,
): Promise<Received> {
  const inboxId = inboxIdOf({ source, foreignId });
  for await (const _ of log.readStream(`inbox-${inboxId}`, { limit: 1 })) return { kind: 'duplicate', inboxId };
  const commandId = uuid5(inboxId, 'receive');
  const actor: Actor = { kind: 'service', id: source };
  const ref = { process: 'inbox', processId: inboxId };
  const events = [
    { type: 'kernel.ForeignEventReceived', data: { inboxId, source, foreignId, receivedAt: now } },
    ...commands.map(({ category, streamId, type, data }, index) => ({
      type: 'kernel.CommandRequested',
      data: { requestId: uuid5(inboxId, `command/${index}`), ...ref, category, streamId, command: { type, data } },
    })),
  ];
  const metadata = {
    $correlationId: inboxId,
    $causationId: commandId,
    commandId,
    actor,
    occurredAt: now,
    ...(traceparent === undefined ? {} : { traceparent }),
  };
  const encoded = events.map((event, index) => language.encode(event, uuid5(commandId, String(index)), metadata));
  // The ids are the same at every delivery, so that of two at once the store writes one.
  const appended = await throughOutages(() => log.append(`inbox-${inboxId}`, 'no-stream', encoded));
  return appended.kind === 'appended'
    ? { kind: 'received', inboxId, token: String(appended.position) }
    : { kind: 'duplicate', inboxId };
}
