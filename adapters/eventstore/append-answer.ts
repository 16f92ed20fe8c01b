import { BYTES, readerOf, skip, takeInner, takeVarint, VARINT, type WireReader } from './wire.ts';

/** What an append came to, as far as it can be read without the client: it stands in the log, or the client says what went wrong. */
export interface AppendAnswer {
  /** The number of the append in its stream of requests: the last 48 bits of the correlation. */
  readonly number: number;
  readonly success: { readonly revision: bigint; readonly position: bigint } | undefined;
}

const field = (number: number, wireType: number): bigint => BigInt((number << 3) | wireType);
const MOST_NUMBERS = 2n ** 48n;

/** Reads `BatchAppendResp`. @throws RangeError for what is none */
export function readAppendAnswer(bytes: Uint8Array): AppendAnswer {
  const reader = readerOf(bytes);
  let number = -1;
  let success: AppendAnswer['success'];
  while (reader.at < reader.end) {
    const tag = takeVarint(reader);
    if (tag === field(1, BYTES)) number = readNumber(takeInner(reader));
    else if (tag === field(3, BYTES)) success = readSuccess(takeInner(reader));
    else skip(reader, Number(tag & 7n));
  }
  return { number, success };
}

/** A UUID is a text or two halves. */
function readNumber(reader: WireReader): number {
  let number = -1;
  while (reader.at < reader.end) {
    const tag = takeVarint(reader);
    if (tag === field(2, BYTES)) {
      const { bytes, end } = takeInner(reader);
      number = Number.parseInt(Buffer.from(bytes.subarray(end - 12, end)).toString('latin1'), 16);
    } else if (tag === field(1, BYTES)) number = Number(readLastHalf(takeInner(reader)) % MOST_NUMBERS);
    else skip(reader, Number(tag & 7n));
  }
  return number;
}

function readLastHalf(reader: WireReader): bigint {
  let half = 0n;
  while (reader.at < reader.end) {
    const tag = takeVarint(reader);
    if (tag === field(2, VARINT)) half = takeVarint(reader);
    else skip(reader, Number(tag & 7n));
  }
  return half;
}

function readSuccess(reader: WireReader): { readonly revision: bigint; readonly position: bigint } {
  let [revision, position] = [0n, 0n];
  while (reader.at < reader.end) {
    const tag = takeVarint(reader);
    if (tag === field(1, VARINT)) revision = takeVarint(reader);
    else if (tag === field(3, BYTES)) position = readCommit(takeInner(reader));
    else skip(reader, Number(tag & 7n));
  }
  return { revision, position };
}

function readCommit(reader: WireReader): bigint {
  let commit = 0n;
  while (reader.at < reader.end) {
    const tag = takeVarint(reader);
    if (tag === field(1, VARINT)) commit = takeVarint(reader);
    else skip(reader, Number(tag & 7n));
  }
  return commit;
}
