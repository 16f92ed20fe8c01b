/**
 * Reads numbers as lmdb-js writes them into keys ("ordered binary"): the digit 1, then the bits of the double, in all 8½ bytes
 * whose zeros at the end may be missing. Keys of two numbers have 9 bytes for the first, a zero, and the second.
 */
const double = Buffer.alloc(8);
const SECOND = 10;

/** The number, zero or more, that begins at `at`; NaN if none does. */
export function orderedNumber(bytes: Buffer, at: number): number {
  if ((bytes[at] ?? 0) >> 4 !== 1) return NaN;
  for (let n = 0; n < 8; n += 1) double[n] = ((bytes[at + n] ?? 0) << 4) | ((bytes[at + n + 1] ?? 0) >> 4);
  return double.readDoubleBE(0);
}

/** The two numbers of a key. */
export function orderedPair(bytes: Buffer): readonly [number, number] {
  return [orderedNumber(bytes, 0), bytes[SECOND - 1] === 0 ? orderedNumber(bytes, SECOND) : NaN];
}
