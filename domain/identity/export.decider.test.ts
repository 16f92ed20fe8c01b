import { describe, it } from 'node:test';
import { given } from '../testing/given.ts';
import { exportDecider } from './export.decider.ts';
import type { ExportEvent } from './export.decider.ts';
import { accountId, box, exportId, otherAccountId } from './samples.ts';

const who = { exportId, accountId };
const told = { email: box(), locale: 'en' };
const made = { ...who, size: 5, parts: 1, expiresAt: '2026-02-01T00:00:00.000Z' };
const requested: ExportEvent = { type: 'identity.ExportRequested', data: { ...who, ...told } };
const ready: ExportEvent = { type: 'identity.ExportReady', data: { ...made, ...told } };
const deleted: ExportEvent = { type: 'identity.ExportDeleted', data: { ...who, reason: 'asked' } };

describe('a copy of somebody’s data', () => {
  it('is asked for once, and ready once', () => {
    given(exportDecider)
      .when({ type: 'RequestExport', data: { ...who, ...told } })
      .thenEvents(requested);
    given(exportDecider, requested)
      .when({ type: 'RequestExport', data: { ...who, ...told } })
      .thenRefused('export.exists');
    given(exportDecider, requested).when({ type: 'RecordExport', data: made }).thenEvents(ready);
    given(exportDecider, requested, ready).when({ type: 'RecordExport', data: made }).thenEvents();
  });

  it('that was deleted is not ready any more', () => {
    given(exportDecider, requested, ready)
      .when({ type: 'DeleteExport', data: { ...who, reason: 'asked' } })
      .thenEvents(deleted);
    given(exportDecider, requested, deleted).when({ type: 'RecordExport', data: made }).thenRefused('export.over');
    given(exportDecider, requested, deleted)
      .when({ type: 'DeleteExport', data: { ...who, reason: 'expired' } })
      .thenEvents();
  });

  it('is to others as if it did not exist', () => {
    given(exportDecider, requested)
      .when({ type: 'DeleteExport', data: { exportId, accountId: otherAccountId, reason: 'asked' } })
      .thenRefused('export.unknown');
    given(exportDecider)
      .when({ type: 'DeleteExport', data: { ...who, reason: 'asked' } })
      .thenRefused('export.unknown');
  });
});
