/** The statuses that calls fail with: code, text and the trailers that the official client reads. */
import { Metadata, status } from '@grpc/grpc-js';
import { DamagedLog } from './storage/damage.ts';
import { revisionText } from './storage/revision.ts';

/** A failed call, in the shape that grpc-js sends as a status with trailers. */
export class CallError extends Error {
  readonly code: number;
  readonly details: string;
  readonly metadata: Metadata;

  constructor(code: number, details: string, trailers: Readonly<Record<string, string>> = {}) {
    super(details);
    this.code = code;
    this.details = details;
    this.metadata = new Metadata();
    for (const [key, value] of Object.entries(trailers)) this.metadata.set(key, printable(value));
  }
}

/** Trailer values are printable ASCII; everything else becomes a question mark. */
function printable(value: string): string {
  return value.replace(/[^\x20-\x7e]/g, '?');
}

/** The stream was tombstoned: it is closed for ever. */
export function streamDeleted(stream: string): CallError {
  return new CallError(status.FAILED_PRECONDITION, `Event stream '${stream}' is deleted.`, {
    exception: 'stream-deleted',
    'stream-name': stream,
  });
}

/** Delete or Tombstone met another revision than it expected. */
export function wrongVersionOnDelete(stream: string, expected: number, actual: number): CallError {
  const expectedText = revisionText(expected);
  const actualText = revisionText(actual);
  return new CallError(
    status.FAILED_PRECONDITION,
    `Delete failed due to WrongExpectedVersion. Stream: ${stream}, Expected version: ${expectedText}, Actual version: ${actualText}`,
    {
      exception: 'wrong-expected-version',
      'stream-name': stream,
      'expected-version': expectedText,
      'actual-version': actualText,
    },
  );
}

/** The events of one append exceed `limit` bytes. */
export function appendTooBig(limit: number): CallError {
  return new CallError(status.INVALID_ARGUMENT, `Maximum Append Size of ${limit} Exceeded.`, {
    exception: 'maximum-append-size-exceeded',
    'maximum-append-size': String(limit),
  });
}

/** A proposed event has no `type` or no `content-type`. */
export function missingProperty(name: string): CallError {
  return new CallError(status.INVALID_ARGUMENT, `Required Metadata Property '${name}' is missing`, {
    exception: 'missing-required-metadata-property',
    'required-metadata-properties': 'type,content-type',
  });
}

/** A position of `$all` that is no record's. */
export function invalidPosition(details: string): CallError {
  return new CallError(status.INVALID_ARGUMENT, `Trying to read from an invalid position. ${details}`);
}

/** What makes the real server fail without a word; here with one. */
export function failsOnServer(details: string): CallError {
  return new CallError(status.UNKNOWN, details);
}

/** A combination of options that the node does not serve. */
export function invalidArgument(details: string): CallError {
  return new CallError(status.INVALID_ARGUMENT, details);
}

/** The caller did not send the node's password. */
export function unauthenticated(): CallError {
  return new CallError(
    status.UNAUTHENTICATED,
    'This node asks for a password: put it into the connection string, esdb://user:password@host:port.',
    { exception: 'access-denied' },
  );
}

/** The answer to a message that no well-behaved client sends. */
export function malformed(): CallError {
  return new CallError(status.UNKNOWN, 'Exception was thrown by handler.');
}

/** The node is going down: running streams end with this. */
export function shuttingDown(): CallError {
  return new CallError(status.CANCELLED, 'Server is shutting down');
}

/** The node is going down: calls that were not answered end with this. */
export function notReady(): CallError {
  return new CallError(status.UNAVAILABLE, 'Server Is Not Ready');
}

/** Turns whatever a handler threw into a status; an unexpected error is logged by the caller. */
export function toCallError(error: unknown): CallError {
  if (error instanceof DamagedLog) return new CallError(status.DATA_LOSS, error.message);
  return error instanceof CallError ? error : malformed();
}
