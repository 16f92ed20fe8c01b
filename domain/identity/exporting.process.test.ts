import { deepEqual } from 'node:assert/strict';
import { describe, it } from 'node:test';
import { uuid5 } from '../../schemas/kernel/uuid5.ts';
import type { ProcessFeedback, ProcessRequest } from '../kernel/process.ts';
import { testInstant } from '../testing/given.ts';
import { exportingProcess, KEPT_MS } from './exporting.process.ts';
import { later } from '../kernel/later.ts';
import { accountId, box, exportId, linkId } from './samples.ts';

type Input = Parameters<typeof exportingProcess.react>[0]['event'];

const who = { exportId, accountId };
const told = { email: box(), locale: 'en' };
const expiresAt = later(testInstant, KEPT_MS);
const requested: Input = { type: 'identity.ExportRequested', data: { ...who, ...told } };
const ready: Input = { type: 'identity.ExportReady', data: { ...who, ...told, size: 1, parts: 1, expiresAt } };
const failed: Input = { type: 'identity.ExportFailed', data: { ...who, code: 'x' } };
const deleted: Input = { type: 'identity.ExportDeleted', data: { ...who, reason: 'asked' } };
const ref = { process: 'exporting', processId: exportId };
const job = { ...ref, jobId: linkId, attempt: 1, worker: 'w', wallMs: 1, cpuMs: 1, runs: [] };
const made: Input = {
  type: 'kernel.JobCompleted',
  data: { ...job, kind: 'export-person', result: { kind: 'export-person', size: 1, parts: 1 } },
};
const broke = (kind: string): Input => ({
  type: 'kernel.JobFailed',
  data: { ...job, kind, final: true, retryAt: null, reason: { code: 'x', message: 'x', detail: '' } },
});
const fired = (name: string): Input => ({
  type: 'kernel.TimerFired',
  data: { ...ref, name, dueAt: testInstant, firedAt: testInstant },
});

const brief = ({ type, data }: ProcessRequest): string => {
  if (type === 'kernel.TimerSet') return `timer ${data.name} at ${data.dueAt}`;
  if (type === 'kernel.TimerCancelled') return `no timer ${data.name}`;
  return type === 'kernel.JobRequested' ? `job ${data.kind}` : `command ${data.command.type}`;
};
const standsInOwnStream = (event: Input): event is ProcessFeedback => event.type === 'kernel.TimerFired';

/** Reacts to inputs one after the other, each delivered twice. @returns what each asked for */
function reactionsTo(...inputs: readonly Input[]): readonly string[] {
  let state = exportingProcess.initial;
  return inputs.map((event, index) => {
    if (standsInOwnStream(event)) state = exportingProcess.evolve(state, event);
    const eventId = uuid5(linkId, String(index));
    const react = () =>
      exportingProcess.react({ event, eventId, at: testInstant }, state, (label) => uuid5(eventId, label));
    const outputs = react();
    state = outputs.reduce(exportingProcess.evolve, state);
    deepEqual(react(), [], `${event.type} asks once`);
    return outputs.map(brief).join(', ');
  });
}

const begun = 'job export-person';
const record = 'command RecordExport';
const end = `timer end at ${expiresAt}`;
const remove = 'job delete-export';

describe('a copy of what is known of somebody', () => {
  it('is made, kept for a week, and deleted', () => {
    deepEqual(reactionsTo(requested, made, ready, fired('end'), deleted), [
      begun,
      record,
      end,
      'command DeleteExport',
      remove,
    ]);
  });

  it('is deleted when its owner wants it, at any time', () => {
    deepEqual(reactionsTo(requested, made, ready, deleted), [begun, record, end, `no timer end, ${remove}`]);
    deepEqual(reactionsTo(requested, deleted, made), [begun, remove, remove], 'what the job wrote after it goes too');
    deepEqual(reactionsTo(requested, made, deleted, ready), [begun, record, remove, '']);
  });

  it('that cannot be made leaves nothing', () => {
    deepEqual(reactionsTo(requested, broke('export-person'), failed), [begun, 'command FailExport', remove]);
  });

  it('is deleted also when that fails at first', () => {
    const again = `timer again at ${later(testInstant, 3600_000)}`;
    deepEqual(reactionsTo(requested, deleted, broke('delete-export'), fired('again')), [begun, remove, again, remove]);
  });
});
