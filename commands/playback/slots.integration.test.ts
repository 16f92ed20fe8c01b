import { after, test } from 'node:test';
import { openEventLog } from '../../adapters/eventstore/event-log.ts';
import { silentLogger } from '../../ports/testing/silent-logger.ts';
import { startTestServices } from '../../tests/harness/services.ts';
import { raceForSlots } from '../testing/slot-race.ts';

const { urls, closeFirst } = await startTestServices({ after }, { eventstore: true });
const log = openEventLog({ url: urls.eventstore, log: silentLogger });
closeFirst(() => log.close());

test('200 starts at once on a cap of two give two, in the real store', () => raceForSlots(log));
