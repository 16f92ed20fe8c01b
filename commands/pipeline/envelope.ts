import type { ActingActor } from '../../schemas/kernel/metadata.ts';
import type { AnyCommand } from './policy.ts';

/** A command on its way to a stream, with who asks, why, and the id that makes a repeat harmless. */
export interface Envelope<C extends AnyCommand = AnyCommand> {
  /** UUID chosen by the caller; every event id derives from it. */
  readonly commandId: string;
  /** The uuid part of the stream `{category}-{streamId}`; the category is the command's. */
  readonly streamId: string;
  readonly command: C;
  readonly actor: ActingActor;
  readonly correlationId: string;
  /** Id of the event or command that led to this one; default: the command itself. */
  readonly causationId?: string;
  /** Revision that the caller's screen showed; another actual revision rejects with `stream.changed`. */
  readonly expectedRevision?: bigint;
  /** W3C Trace Context of the caller; passed on to every event and job that follows. */
  readonly traceparent?: string;
}
