/**
 * How often a test does again what it does at random (kill, freeze, disconnect …): `count` times in `npm test`, many times
 * as often in `npm run test:long`. Each round asserts the same.
 */
export const rounds = (count: number): number => count * factor;

const factor = Number(process.env['TEST_ROUNDS'] ?? 1);

/** A test's time-out for its rounds. */
export const roundsTimeout = (ms: number): number => ms * factor;
