import { randomUUID } from 'node:crypto';
import type { Execute } from '../../commands/pipeline/execute.ts';
import type { Language } from '../../schemas/kernel/language.ts';
import type { Checkpoints } from '../../ports/checkpoints.ts';
import type { EventLog } from '../../ports/event-log.ts';
import type { Logger } from '../../ports/logger.ts';
import type { ParkingLot } from '../../ports/parking-lot.ts';
import type { Role } from '../../ports/role.ts';
import { react } from '../../commands/pipeline/react.ts';
import { instanceOf } from '../../domain/kernel/process.ts';
import { anyProcess } from '../../domain/kernel/context.ts';
import { ingestProcess } from '../../domain/media/ingest.process.ts';
import type { HistoryDeps } from '../../commands/pipeline/load.ts';
import { Contended, tellRefusal } from '../../commands/pipeline/process-stream.ts';
import type { DecodedEvent } from '../../schemas/kernel/decode.ts';
import { follow } from '../../runtime/follower.ts';
import { longRunning, parkedTrouble } from '../runtime/long-running.ts';

export interface ProcessorDeps {
  readonly log: EventLog;
  readonly language: Language;
  readonly execute: Execute;
  readonly checkpoints: Checkpoints;
  readonly logger: Logger;
  readonly parking: ParkingLot;
}

/**
 * Runs the ingest process: one follower turns events into the process' own events, another executes the commands that
 * the process asked for. Both may see an event twice; ids derived from it make the second time harmless.
 */
export function createProcessor({ log, language, execute, checkpoints, logger, parking }: ProcessorDeps): Role {
  const holder = `processor/${process.pid}/${randomUUID().slice(0, 8)}`;
  const shared = { holder, log, language, checkpoints, logger, parking };
  let reacted = 0;
  let executed = 0;
  const parked = { events: 0, commands: 0 };
  return longRunning(
    'processor',
    [
      (signal) =>
        follow({
          ...shared,
          signal,
          consumer: 'processor/ingest',
          types: ingestProcess.inputs,
          keyOf: (event) => instanceOf(anyProcess(ingestProcess), event) ?? event.stream,
          onParked: (events) => {
            parked.events = events;
          },
          handle: async (event) => {
            await react({ log, language }, anyProcess(ingestProcess), event);
            reacted += 1;
          },
        }),
      (signal) =>
        follow({
          ...shared,
          signal,
          consumer: 'processor/commands',
          types: ['kernel.CommandRequested'],
          keyOf: (event) => event.stream,
          onParked: (events) => {
            parked.commands = events;
          },
          handle: async (event) => {
            await executeRequested({ log, language }, execute, logger, event);
            executed += 1;
          },
        }),
    ],
    () => `${reacted} events reacted to, ${executed} commands executed since the start`,
    () => parkedTrouble(parked.events + parked.commands),
  );
}

/** Executes the command inside an `CommandRequested`. A refusal comes back to the process that asked. */
async function executeRequested(
  deps: HistoryDeps,
  execute: Execute,
  logger: Logger,
  event: DecodedEvent,
): Promise<void> {
  if (event.type !== 'kernel.CommandRequested') return;
  const { requestId, category, streamId, command } = event.data;
  const outcome = await execute({
    streamId,
    commandId: requestId,
    actor: { kind: 'process', id: event.data.process },
    command: { ...command, at: event.metadata.occurredAt },
    correlationId: event.metadata.$correlationId,
    causationId: event.id,
  });
  if (outcome.kind === 'contended')
    throw new Contended(`${command.type} on ${category}-${streamId} lost every race; it comes again.`);
  if (outcome.kind !== 'rejected') return;
  logger.error(
    { command: command.type, category, streamId, rejection: outcome.rejection },
    'a command of a process was refused',
  );
  await tellRefusal(deps, event, outcome.rejection);
}
