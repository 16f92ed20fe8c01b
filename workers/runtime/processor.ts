import { Contended, recordRefusal, wasRefused } from '../../commands/pipeline/process-stream.ts';
import type { Execute } from '../../commands/pipeline/execute.ts';
import type { Outcome } from '../../commands/pipeline/outcome.ts';
import { react } from '../../commands/pipeline/react.ts';
import type { AnyProcess, DomainContext } from '../../domain/kernel/context.ts';
import type { Rejection } from '../../domain/kernel/decider.ts';
import { instanceOf } from '../../domain/kernel/process.ts';
import type { Clock } from '../../ports/clock.ts';
import type { Checkpoints } from '../../ports/checkpoints.ts';
import type { EventLog } from '../../ports/event-log.ts';
import type { Logger } from '../../ports/logger.ts';
import type { ParkingLot } from '../../ports/parking-lot.ts';
import type { Role } from '../../ports/role.ts';
import { follow } from '../../runtime/follower.ts';
import type { Following } from '../../runtime/follower.ts';
import { holderName } from '../../runtime/lease.ts';
import { nextHop, traceIdOf } from '../../runtime/trace.ts';
import type { DecodedEvent } from '../../schemas/kernel/decode.ts';
import { authorOf, onBehalfOf } from '../../schemas/kernel/metadata.ts';
import type { Language } from '../../schemas/kernel/language.ts';
import { longRunning, parkedTrouble } from './long-running.ts';

export interface ProcessorDeps {
  /** Whose processes run. */
  readonly contexts: readonly DomainContext[];
  readonly log: EventLog;
  readonly language: Language;
  readonly execute: Execute;
  readonly checkpoints: Checkpoints;
  readonly logger: Logger;
  readonly parking: ParkingLot;
  /** Default: the time of day. */
  readonly clock?: Pick<Clock, 'now'>;
}

type Part = Pick<Following, 'consumer' | 'types' | 'from' | 'keyOf' | 'handle'>;

/**
 * Runs every process of its contexts: a follower for each turns events into the process' own events, one more executes the
 * commands that processes asked for. Each may see an event twice; ids derived from it make the second time harmless. What
 * cannot be handled is parked with its instance, and nobody else waits for it.
 */
export function createProcessor(deps: ProcessorDeps): Role {
  const { contexts, log, language, checkpoints, logger, parking } = deps;
  const holder = holderName();
  const handled = { events: 0, commands: 0 };
  const parked = new Map<string, number>();

  const processPart = (process: AnyProcess): Part => ({
    consumer: `processor/${process.category}`,
    types: process.inputs,
    from: process.from ?? 'start',
    // Feedback for an instance of another process is passed over; whatever its key, it is handled at once.
    keyOf: (event) => instanceOf(process, event) ?? event.stream,
    async handle(event) {
      await react({ log, language, now: deps.clock?.now }, process, event);
      handled.events += 1;
    },
  });
  const commandPart: Part = {
    consumer: 'processor/commands',
    types: ['kernel.CommandRequested'],
    keyOf: (event) => event.stream,
    async handle(event) {
      await executeRequested(deps, event);
      handled.commands += 1;
    },
  };
  const parts = [...contexts.flatMap(({ processes }) => processes.map(processPart)), commandPart];
  return longRunning(
    'processor',
    parts.map(
      (part) => (signal) =>
        follow({
          ...part,
          log,
          language,
          checkpoints,
          parking,
          logger,
          holder,
          signal,
          onParked: (events) => void parked.set(part.consumer, events),
        }),
    ),
    () => `${handled.events} events reacted to, ${handled.commands} commands executed since the start`,
    () => parkedTrouble([...parked.values()].reduce((sum, events) => sum + events, 0)),
  );
}

/** Executes the command inside a `CommandRequested`. A refusal comes back to the process that asked. */
export async function executeRequested(
  deps: Pick<ProcessorDeps, 'log' | 'language' | 'execute' | 'logger'>,
  event: DecodedEvent,
): Promise<void> {
  if (event.type !== 'kernel.CommandRequested') return;
  const { requestId, process, category, streamId, command } = event.data;
  const { $correlationId: correlationId, traceparent, occurredAt, actor } = event.metadata;
  if (await wasRefused(deps, event)) return;
  const addressed = deps.language.commands.get(command.type)?.category;
  const outcome: Outcome =
    addressed !== undefined && addressed !== category
      ? { kind: 'rejected', rejection: misaddressed(command.type, addressed, category) }
      : await deps.execute({
          streamId,
          commandId: requestId,
          actor: onBehalfOf(authorOf(actor), { kind: 'process', id: process }),
          command: { ...command, at: occurredAt },
          correlationId,
          causationId: event.id,
          traceparent: nextHop(traceparent),
        });
  if (outcome.kind === 'contended')
    throw new Contended(`${command.type} on ${category}-${streamId} lost every race; it comes again.`);
  if (outcome.kind !== 'rejected') return;
  const { rejection } = outcome;
  const fields = { command: command.type, category, streamId, rejection, traceId: traceIdOf(traceparent) };
  deps.logger.warn(fields, 'a command that a process asked for was refused; the process is notified');
  await recordRefusal(deps, event, rejection);
}

const misaddressed = (type: string, addressed: string, category: string): Rejection => ({
  code: 'command.malformed',
  message: `Correct the command: ${type} is for streams of "${addressed}", not of "${category}".`,
});
