/** A box of an MP4 file (ISO/IEC 14496-12): its size, its type of four letters, and what it holds. */
export const box = (type: string, ...parts: readonly Buffer[]): Buffer => {
  const body = Buffer.concat(parts);
  const head = Buffer.alloc(8);
  head.writeUInt32BE(8 + body.length);
  head.write(type, 4, 'latin1');
  return Buffer.concat([head, body]);
};

/** 32-bit numbers, big-endian, as boxes hold them. */
export const numbers = (...values: readonly number[]): Buffer => {
  const data = Buffer.alloc(4 * values.length);
  values.forEach((value, n) => data.writeUInt32BE(value, 4 * n));
  return data;
};
