/** The expected revision that Append, Delete and Tombstone requests carry. */
import type { AppendReq, DeleteReq, TombstoneReq } from '@eventstore/db-client/generated/streams_pb.js';
import { invalidArgument, malformed } from '../errors.ts';
import { ANY, NO_STREAM, STREAM_EXISTS, parseRevision } from '../storage/revision.ts';
import { INVALID_STREAM, isInvalidStream } from './metadata.ts';

/** Options of a write, checked. */
export interface WriteTarget {
  readonly stream: string;
  readonly expected: number;
}

/** Reads stream and expected revision; throws a `CallError` if either is missing. */
export function writeTarget(
  options: AppendReq.Options | DeleteReq.Options | TombstoneReq.Options | undefined,
): WriteTarget {
  if (options === undefined) throw malformed();
  const stream = Buffer.from(options.getStreamIdentifier()?.getStreamName_asU8() ?? []).toString('utf8');
  if (isInvalidStream(stream)) throw invalidArgument(INVALID_STREAM);
  if (options.hasNoStream()) return { stream, expected: NO_STREAM };
  if (options.hasAny()) return { stream, expected: ANY };
  if (options.hasStreamExists()) return { stream, expected: STREAM_EXISTS };
  if (!options.hasRevision()) throw malformed();
  return { stream, expected: parseRevision(options.getRevision()) };
}
