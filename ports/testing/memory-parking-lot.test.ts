import { createMemoryCheckpoints } from './memory-checkpoints.ts';
import { createMemoryParkingLot } from './memory-parking-lot.ts';
import { parkingLotContract } from './parking-lot.contract.ts';

const checkpoints = createMemoryCheckpoints();
const lot = createMemoryParkingLot(checkpoints.isHeld);
parkingLotContract(
  () => lot,
  () => checkpoints,
);
