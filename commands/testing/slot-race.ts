import { deepEqual, equal } from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { concurrencyDecider } from '../../domain/playback/concurrency.decider.ts';
import type { EventLog } from '../../ports/event-log.ts';
import { language } from '../../schemas/language.ts';
import { loadState } from '../pipeline/load.ts';
import { executeOn } from './execute.ts';

/** Lets an account begin 200 streams at once, from two processes, where it may have two. */
export async function raceForSlots(log: EventLog): Promise<void> {
  const accountId = randomUUID();
  // Two views of the log know nothing of each other, like two processes.
  const views = [executeOn(log), executeOn({ ...log })];
  const acquire = async (index: number): Promise<string> => {
    const data = {
      ...{ accountId, sessionId: randomUUID(), titleId: randomUUID(), profileId: randomUUID(), signInId: randomUUID() },
      ...{ limit: 2, lapsed: [], signedOut: [], leases: 'known' },
    };
    for (;;) {
      const outcome = await views[index % 2]?.({
        streamId: accountId,
        commandId: randomUUID(),
        correlationId: accountId,
        actor: { kind: 'viewer', id: data.profileId, account: accountId },
        command: { type: 'AcquireSlot', data, at: '2026-06-01T12:00:00.000Z' },
      });
      if (outcome?.kind === 'contended') continue;
      return outcome?.kind === 'rejected' ? outcome.rejection.code : String(outcome?.kind);
    }
  };
  const outcomes = await Promise.all(Array.from({ length: 200 }, (_, index) => acquire(index)));
  // Two won; one refusal was written down, and stands for all.
  const counted = (kind: string): number => outcomes.filter((each) => each === kind).length;
  deepEqual([counted('committed'), counted('stream.too-many')], [3, 197]);
  const { state, revision } = await loadState({ log, language }, concurrencyDecider, accountId);
  deepEqual([state.slots.length, revision], [2, 2n]);
  equal(new Set(state.slots.map(({ sessionId }) => sessionId)).size, 2);
}
