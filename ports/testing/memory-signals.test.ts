import { createMemorySignals } from './memory-signals.ts';
import { signalsContract } from './signals.contract.ts';

const signals = createMemorySignals();
signalsContract(() => signals);
