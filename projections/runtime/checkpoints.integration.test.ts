import { after } from 'node:test';
import { setTimeout as sleep } from 'node:timers/promises';
import { checkpointsContract } from '../../ports/testing/checkpoints.contract.ts';
import { parkingLotContract } from '../../ports/testing/parking-lot.contract.ts';
import { createMemorySignals } from '../../ports/testing/memory-signals.ts';
import { silentLogger } from '../../ports/testing/silent-logger.ts';
import { startTestServices } from '../../tests/harness/services.ts';
import { openDatabase } from '../../adapters/postgres/database.ts';
import { migrate } from '../db/migrate.ts';
import { standardProjections } from '../testing/standard.ts';
import { createCheckpoints } from './checkpoints.ts';
import { createParkingLot } from './parking-lot.ts';

const { urls, closeFirst } = await startTestServices({ after }, { postgres: true });
const open = () => {
  const db = openDatabase({ url: urls.postgres, log: silentLogger });
  closeFirst(() => db.close());
  return db;
};
const [one, other] = [open(), open()];
await migrate(one, standardProjections);

const [mine, theirs, lot] = [
  createCheckpoints(one),
  createCheckpoints(other),
  createParkingLot(one, createMemorySignals()),
];
checkpointsContract(
  () => mine,
  () => theirs,
  sleep,
);
parkingLotContract(
  () => lot,
  () => mine,
);
