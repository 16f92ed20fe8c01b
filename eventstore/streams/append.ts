/** `Streams.Append`: options, then the events one by one, then one answer. Clients use it for calls with their own credentials. */
import type { ServerReadableStream, sendUnaryData } from '@grpc/grpc-js';
import type { AppendReq, AppendResp } from '@eventstore/db-client/generated/streams_pb.js';
import { appendTooBig, malformed, missingProperty, streamDeleted, toCallError, type CallError } from '../errors.ts';
import type { Node } from '../node.ts';
import { DamagedLog } from '../storage/damage.ts';
import type { ProposedEvent } from '../storage/record.ts';
import { ANY, NO_STREAM, STREAM_EXISTS, revisionText } from '../storage/revision.ts';
import { MalformedMessage } from '../wire/protobuf.ts';
import { shared, streams } from '../wire/proto.ts';
import { canonicalUuid, uuidFromHalves } from '../wire/uuid.ts';
import { writeTarget, type WriteTarget } from './expected.ts';
import { eventSize } from './size.ts';
import type { WriteResult } from './writer.ts';

/** Serves one Append call. */
export function serveAppend(
  node: Node,
  call: ServerReadableStream<AppendReq, AppendResp>,
  callback: sendUnaryData<AppendResp>,
): void {
  const events: ProposedEvent[] = [];
  let target: WriteTarget | undefined;
  let size = 0;
  let answered = false;

  const answer = (error: CallError | null, response?: AppendResp): void => {
    if (answered) return;
    answered = true;
    forget();
    callback(error, response);
  };
  const forget = node.calls.add(false, (error) => answer(error));

  call.on('data', (request: AppendReq) => {
    if (answered) return;
    try {
      if (request.hasOptions()) {
        target = writeTarget(request.getOptions());
        return;
      }
      const event = proposedEvent(request.getProposedMessage());
      size += eventSize(event);
      if (size > node.maxAppendSize) throw appendTooBig(node.maxAppendSize);
      events.push(event);
    } catch (error) {
      answer(toCallError(error));
    }
  });
  call.on('end', () => {
    if (answered) return;
    if (target === undefined) {
      answer(malformed());
      return;
    }
    const { stream, expected } = target;
    void node.writer.append(stream, expected, events).then(
      (result) => {
        if (result.kind === 'deleted') answer(streamDeleted(stream));
        else answer(null, response(result, expected));
      },
      (error: unknown) => {
        // anything else is a bug, and the process must end
        if (!(error instanceof DamagedLog)) throw error;
        answer(toCallError(error));
      },
    );
  });
  call.on('cancelled', () => answer(malformed()));
  call.on('error', () => answer(malformed()));
}

function proposedEvent(message: AppendReq.ProposedMessage | undefined): ProposedEvent {
  if (message === undefined) throw malformed();
  const map = message.getMetadataMap();
  const type = map.get('type');
  const contentType = map.get('content-type');
  if (type === undefined) throw missingProperty('type');
  if (contentType === undefined) throw missingProperty('content-type');
  if (type === '') throw malformed();
  return {
    id: eventId(message),
    type,
    json: contentType === 'application/json',
    metadata: message.getCustomMetadata_asU8(),
    data: message.getData_asU8(),
  };
}

function eventId(message: AppendReq.ProposedMessage): string {
  const id = message.getId();
  const structured = id?.getStructured();
  try {
    if (structured === undefined) return canonicalUuid(id?.getString() ?? '');
    return canonicalUuid(
      uuidFromHalves(BigInt(structured.getMostSignificantBits()), BigInt(structured.getLeastSignificantBits())),
    );
  } catch (error) {
    throw error instanceof MalformedMessage ? malformed() : error;
  }
}

function response(result: Exclude<WriteResult, { kind: 'deleted' }>, expected: number): AppendResp {
  const answer = new streams.AppendResp();
  if (result.kind === 'wrong-version') {
    const wrong = new streams.AppendResp.WrongExpectedVersion();
    if (result.current === NO_STREAM) wrong.setCurrentNoStream(new shared.Empty());
    else wrong.setCurrentRevision(revisionText(result.current));
    if (expected === ANY) wrong.setExpectedAny(new shared.Empty());
    else if (expected === STREAM_EXISTS) wrong.setExpectedStreamExists(new shared.Empty());
    else if (expected === NO_STREAM) wrong.setExpectedNoStream(new shared.Empty());
    else wrong.setExpectedRevision(revisionText(expected));
    answer.setWrongExpectedVersion(wrong);
    return answer;
  }
  const success = new streams.AppendResp.Success();
  if (result.revision === NO_STREAM) success.setNoStream(new shared.Empty());
  else success.setCurrentRevision(revisionText(result.revision));
  if (result.position === undefined) success.setNoPosition(new shared.Empty());
  else {
    const position = new streams.AppendResp.Position();
    position.setCommitPosition(String(result.position));
    position.setPreparePosition(String(result.position));
    success.setPosition(position);
  }
  answer.setSuccess(success);
  return answer;
}
