/** `Streams.Delete` (soft: the stream may be written again) and `Streams.Tombstone` (for ever). */
import type { DeleteReq, DeleteResp, TombstoneReq, TombstoneResp } from '@eventstore/db-client/generated/streams_pb.js';
import { streamDeleted, wrongVersionOnDelete } from '../errors.ts';
import type { Node } from '../node.ts';
import { shared, streams } from '../wire/proto.ts';
import { writeTarget, type WriteTarget } from './expected.ts';
import type { WriteResult } from './writer.ts';

/** Serves one Delete; throws a `CallError` for a refusal. */
export async function serveDelete(node: Node, request: DeleteReq): Promise<DeleteResp> {
  const target = writeTarget(request.getOptions());
  const at = positionOrThrow(target, await node.writer.softDelete(target.stream, target.expected));
  const response = new streams.DeleteResp();
  if (at === undefined) return response.setNoPosition(new shared.Empty());
  const position = new streams.DeleteResp.Position();
  position.setCommitPosition(String(at));
  position.setPreparePosition(String(at));
  return response.setPosition(position);
}

/** Serves one Tombstone; throws a `CallError` for a refusal. */
export async function serveTombstone(node: Node, request: TombstoneReq): Promise<TombstoneResp> {
  const target = writeTarget(request.getOptions());
  const at = positionOrThrow(target, await node.writer.tombstone(target.stream, target.expected));
  const response = new streams.TombstoneResp();
  if (at === undefined) return response.setNoPosition(new shared.Empty());
  const position = new streams.TombstoneResp.Position();
  position.setCommitPosition(String(at));
  position.setPreparePosition(String(at));
  return response.setPosition(position);
}

function positionOrThrow({ stream, expected }: WriteTarget, result: WriteResult): number | undefined {
  if (result.kind === 'deleted') throw streamDeleted(stream);
  if (result.kind === 'wrong-version') throw wrongVersionOnDelete(stream, expected, result.current);
  return result.position;
}
