import { rejects } from 'node:assert/strict';
import { describe, it } from 'node:test';
import { LogUnavailable } from '../event-log.ts';
import { collect, eventLogContract, newEvent, newStream } from './event-log.contract.ts';
import { createMemoryLog } from './memory-event-log.ts';

describe('the event log in memory', () => {
  const log = createMemoryLog();
  eventLogContract(() => log, createMemoryLog);

  it('is away when it is set to be', async () => {
    const here = createMemoryLog();
    here.setAway(true);
    await rejects(here.append(newStream(), 'any', [newEvent(0)]), LogUnavailable);
    await rejects(collect(here.readAll()), LogUnavailable);
    here.setAway(false);
    await here.append(newStream(), 'any', [newEvent(0)]);
  });
});
