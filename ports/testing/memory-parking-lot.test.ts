import { createMemoryParkingLot } from './memory-parking-lot.ts';
import { parkingLotContract } from './parking-lot.contract.ts';

const lot = createMemoryParkingLot();
parkingLotContract(() => lot);
