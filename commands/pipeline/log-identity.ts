import { randomUUID } from 'node:crypto';
import type { EventLog, RecordedEvent } from '../../ports/event-log.ts';
import type { Language } from '../../schemas/kernel/language.ts';
import { LOG_STREAM } from '../../schemas/kernel/log.events.ts';
import { throughOutages } from './retry.ts';

interface Deps {
  readonly log: Pick<EventLog, 'append' | 'readStream'>;
  readonly language: Language;
}

/**
 * The identity of a log; undefined: it has none, because it is new or was written by a version that gave none.
 * @throws LogUnavailable
 */
export async function readLogId({ log, language }: Deps): Promise<string | undefined> {
  return throughOutages(async () => {
    let logId: string | undefined;
    for await (const recorded of log.readStream(LOG_STREAM, { limit: 1 })) logId = logIdIn(language, recorded);
    return logId;
  });
}

/**
 * Gives the log an identity where it has none. Of several processes that do so at once one wins, and all answer with its id.
 * @param now ISO 8601 instant
 * @throws LogUnavailable
 */
export async function ensureLogId(deps: Deps, now: string): Promise<string> {
  const known = await readLogId(deps);
  if (known !== undefined) return known;
  const logId = randomUUID();
  const event = deps.language.encode({ type: 'kernel.LogStarted', data: { logId } }, logId, {
    $correlationId: logId,
    $causationId: logId,
    commandId: logId,
    actor: { kind: 'system', id: 'platform' },
    occurredAt: now,
  });
  await throughOutages(() => deps.log.append(LOG_STREAM, 'no-stream', [event]));
  const written = await readLogId(deps);
  if (written === undefined) throw new Error(`The stream ${LOG_STREAM} holds no identity. Something else wrote to it.`);
  return written;
}

function logIdIn(language: Language, recorded: RecordedEvent): string | undefined {
  const decoded = language.decode(recorded);
  return decoded.kind === 'known' && decoded.event.type === 'kernel.LogStarted' ? decoded.event.data.logId : undefined;
}
