import { randomUUID } from 'node:crypto';
import type { Execute } from '../../commands/pipeline/execute.ts';
import type { Language } from '../../schemas/kernel/language.ts';
import type { Checkpoints } from '../../ports/checkpoints.ts';
import type { EventLog } from '../../ports/event-log.ts';
import type { Logger } from '../../ports/logger.ts';
import type { ParkingLot } from '../../ports/parking-lot.ts';
import type { Role } from '../../ports/role.ts';
import { Contended, react } from '../../commands/pipeline/react.ts';
import { ingestProcess } from '../../domain/media/ingest.process.ts';
import type { IngestInput } from '../../domain/media/ingest.process.ts';
import type { DecodedEvent } from '../../schemas/kernel/decode.ts';
import { uuid5 } from '../../schemas/kernel/uuid5.ts';
import type { JobKind } from '../../schemas/media/job.types.ts';
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

const actor = { kind: 'process', id: 'ingest' } as const;
/** The stage that a command belongs to, for the reason of a rejection. */
const STAGES: Readonly<Record<string, JobKind>> = {
  CompleteEncoding: 'encode',
  PlanPackage: 'package',
  SealPackage: 'package',
  MarkAssetReady: 'package',
};

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
          keyOf: (event) => ingestProcess.route(event as DecodedEvent & IngestInput),
          onParked: (events) => {
            parked.events = events;
          },
          handle: async (event) => {
            await react({ log, language }, ingestProcess, event as DecodedEvent & IngestInput, actor);
            reacted += 1;
          },
        }),
      (signal) =>
        follow({
          ...shared,
          signal,
          consumer: 'processor/commands',
          types: ['media.IngestCommandRequested'],
          keyOf: (event) => event.stream,
          onParked: (events) => {
            parked.commands = events;
          },
          handle: async (event) => {
            await executeRequested(execute, logger, event);
            executed += 1;
          },
        }),
    ],
    () => `${reacted} events reacted to, ${executed} commands executed since the start`,
    () => parkedTrouble(parked.events + parked.commands),
  );
}

/** Executes the command inside an `IngestCommandRequested`. A refused one ends its film: see `rejectAsset`. */
async function executeRequested(execute: Execute, logger: Logger, event: DecodedEvent): Promise<void> {
  if (event.type !== 'media.IngestCommandRequested') return;
  const { requestId, category, streamId, command } = event.data;
  const outcome = await execute({
    streamId,
    commandId: requestId,
    actor,
    command: { ...command, at: event.metadata.occurredAt },
    correlationId: event.metadata.$correlationId,
    causationId: event.id,
  });
  if (outcome.kind === 'contended')
    throw new Contended(`${command.type} on ${category}-${streamId} lost every race; it comes again.`);
  if (outcome.kind !== 'rejected') return;
  logger.error(
    { command: command.type, category, streamId, rejection: outcome.rejection },
    'a command of the ingest process was refused',
  );
  await rejectAsset(execute, event, `${command.type}: ${outcome.rejection.code}: ${outcome.rejection.message}`);
}

/** A refused step would leave the film on its way for ever: it ends as a rejected asset, with the reason. */
async function rejectAsset(
  execute: Execute,
  event: Extract<DecodedEvent, { type: 'media.IngestCommandRequested' }>,
  detail: string,
): Promise<void> {
  const { assetId, requestId, command } = event.data;
  const reason = {
    code: 'processing-failed',
    message:
      'This film could not be processed because of a fault on our side. Upload it again; if it stays, report it.',
    detail,
  };
  const outcome = await execute({
    streamId: assetId,
    commandId: uuid5(requestId, 'refused'),
    actor,
    command: {
      type: 'RejectAsset',
      data: { assetId, stage: STAGES[command.type] ?? 'probe', reason },
      at: event.metadata.occurredAt,
    },
    correlationId: event.metadata.$correlationId,
    causationId: event.id,
  });
  if (outcome.kind === 'contended')
    throw new Contended(`asset-${assetId} lost every race to be rejected; its refused command comes again.`);
}
