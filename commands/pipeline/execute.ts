import type { AnyDecider } from '../../domain/kernel/context.ts';
import type { Message, Rejection } from '../../domain/kernel/decider.ts';
import type { EventLog, NewEvent } from '../../ports/event-log.ts';
import { onBehalfOf, recordedActor } from '../../schemas/kernel/metadata.ts';
import type { Author } from '../../schemas/kernel/metadata.ts';
import type { Language } from '../../schemas/kernel/language.ts';
import { uuid5 } from '../../schemas/kernel/uuid5.ts';
import type { CommandContext, CommandHandler } from './context.ts';
import { backoffMs, pause } from '../../runtime/backoff.ts';
import type { Envelope } from './envelope.ts';
import { serialByStream } from './serial-by-stream.ts';
import { load } from './load.ts';
import type { HistoryDeps, Loaded } from './load.ts';
import type { Outcome } from './outcome.ts';
import { throughOutages } from './retry.ts';
import { shapeRefusal } from './shape.ts';

/** Tries at load, decide and append before the answer is `contended`. */
const contentionTries = 5;
const contentionPauseMs = 20;

/**
 * Executes one command: shape → load → allow → decide → validate → append → answer. Unknown and malformed commands and
 * those that the actor may not give are refused as values.
 *
 * Saying it twice writes it once: event ids derive from the command id, so the log recognises a repeat after a lost reply,
 * and the fold recognises it by the command id in the metadata. A lost race is decided again on what the others wrote.
 * @throws LogUnavailable when the log stays away; the same envelope may be executed again
 * @throws SchemaViolation, UnreadableHistory for bugs
 */
export type Execute = (envelope: Envelope) => Promise<Outcome>;

/**
 * Makes `execute` of the contexts' handlers.
 * @throws Error when two contexts handle the same command, or one that the language does not know
 */
export function createExecute(
  contexts: readonly CommandContext[],
  deps: { readonly log: EventLog; readonly language: Language },
): Execute {
  const all = contexts.flatMap((context) => context.handlers);
  const handlers = new Map(all.map((handler) => [handler.definition.type, handler]));
  if (handlers.size < all.length) throw new Error('Two contexts handle the same command.');
  for (const type of handlers.keys())
    if (!deps.language.commands.has(type))
      throw new Error(`"${type}" is handled but stands in no context of schemas/.`);
  return async (envelope) => {
    const handler = handlers.get(envelope.command.type);
    if (handler === undefined) return { kind: 'rejected', rejection: unknown(envelope.command.type) };
    const malformed = shapeRefusal(handler, envelope, deps.language);
    if (malformed !== undefined) return { kind: 'rejected', rejection: malformed };
    const stream = `${handler.definition.category}-${envelope.streamId}`;
    return serialByStream(deps.log, stream, () => decideAndAppend(deps, handler, stream, envelope));
  };
}

/** Load, allow, decide and append, until the race is won or the tries are up. For the pipeline's own streams too. */
export async function decideAndAppend(
  deps: HistoryDeps,
  {
    decider,
    policy,
    authorIn,
  }: Pick<CommandHandler, 'policy'> & {
    readonly decider: Pick<AnyDecider, 'initial' | 'evolve' | 'decide' | 'edges'>;
    /** For whom the actor acts, where only the stream says it. */
    readonly authorIn?: (loaded: Loaded<unknown>) => Author | undefined;
  },
  stream: string,
  envelope: Envelope,
): Promise<Outcome> {
  const { commandId, command, expectedRevision } = envelope;
  let loaded: Loaded<unknown> = { state: decider.initial, revision: -1n };
  for (let attempt = 1; attempt <= contentionTries; attempt += 1) {
    loaded = await throughOutages(() => load(deps, decider, stream, commandId, loaded));
    const refusal = isOwnRepeat(loaded, envelope) ? undefined : policy(envelope.actor, command, loaded.state);
    if (refusal !== undefined) return { kind: 'rejected', rejection: refusal };
    if (loaded.committed?.type !== undefined && loaded.committed.type !== command.type)
      return { kind: 'rejected', rejection: reused(loaded.committed.type) };
    if (isOfAnother(loaded, envelope)) return { kind: 'rejected', rejection: taken };
    if (loaded.committed !== undefined)
      return { kind: 'duplicate', revision: loaded.committed.revision, token: String(loaded.committed.position) };
    if (expectedRevision !== undefined && expectedRevision !== loaded.revision)
      return { kind: 'rejected', rejection: changed(loaded.revision) };
    const decision = decider.decide(command, loaded.state);
    if (decision.kind === 'rejected') return { kind: 'rejected', rejection: decision.rejection };
    if (decision.events.length === 0) return { kind: 'no-op', revision: loaded.revision };
    const actor = onBehalfOf(authorIn?.(loaded), recordedActor(envelope.actor));
    const events = toNewEvents(deps.language, decision.events, { ...envelope, actor });
    const expected = loaded.revision === -1n ? 'no-stream' : loaded.revision;
    const appended = await throughOutages(() => deps.log.append(stream, expected, events));
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

/**
 * Who repeats a command of their own learns what became of it, also when they may not give it any more, or not in the state
 * that it led to: the answer does nothing. Everybody else must be allowed to give it.
 */
const isOwnRepeat = ({ committed }: Loaded<unknown>, { actor }: Envelope): boolean =>
  committed !== undefined && committed.actor.kind === actor.kind && committed.actor.id === actor.id;

/**
 * Whether somebody else who watches gave the command: what they got is not what this one asked for, also where both write to one stream, a
 * coupon's say. Colleagues and machines go on where another one ended.
 */
const isOfAnother = ({ committed }: Loaded<unknown>, { actor }: Envelope): boolean =>
  committed !== undefined &&
  actor.kind === 'viewer' &&
  committed.actor.id !== actor.id &&
  (actor.account === undefined || committed.actor.account !== actor.account);

const taken: Rejection = {
  code: 'command.id-reused',
  message: 'This command id was used by somebody else before; choose a new id.',
};

const unknown = (type: string): Rejection => ({
  code: 'command.unknown',
  message: `No command "${type}" exists here; check its name.`,
});

const reused = (type: string): Rejection => ({
  code: 'command.id-reused',
  message: `This command id was used for "${type}" before; choose a new id for another command.`,
});

const changed = (actual: bigint): Rejection => ({
  code: 'stream.changed',
  message: `Somebody changed this in the meantime (it is at revision ${actual}); look at it again and repeat what you still want.`,
});

function toNewEvents(language: Language, events: readonly Message[], envelope: Envelope): NewEvent[] {
  const { commandId, command, actor, correlationId, causationId = commandId, traceparent } = envelope;
  const metadata = {
    $correlationId: correlationId,
    $causationId: causationId,
    commandId,
    commandType: command.type,
    actor,
    occurredAt: command.at,
    ...(traceparent === undefined ? {} : { traceparent }),
  };
  return events.map((event, index) => language.encode(event, uuid5(commandId, String(index)), metadata));
}
