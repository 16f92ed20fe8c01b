import type { Decider, Message } from '../../domain/kernel/decider.ts';
import { decode } from '../../schemas/kernel/decode.ts';
import type { EventLog } from '../../ports/event-log.ts';

/** A stream as folded so far. `revision` is -1n before the first event. */
export interface Loaded<S> {
  readonly state: S;
  readonly revision: bigint;
  /** Where the command in question was committed before, if it was. */
  readonly committed?: { readonly revision: bigint; readonly position: bigint };
}

/** A stream holds an event that this version of the code does not understand: deciding on half a history would be a lie. */
export class UnreadableHistory extends Error {
  override name = 'UnreadableHistory';
}

/** Folds what lies beyond `known`, and looks for traces of `commandId`. */
export async function load<S, E extends Message>(
  log: EventLog,
  decider: Pick<Decider<S, never, E>, 'evolve'>,
  stream: string,
  commandId: string,
  known: Loaded<S>,
): Promise<Loaded<S>> {
  let { state, revision, committed } = known;
  for await (const recorded of log.readStream(stream, { from: revision + 1n })) {
    const decoded = decode(recorded);
    if (decoded.kind === 'unknown')
      throw new UnreadableHistory(
        `Event ${recorded.revision} of ${stream} is not understood (${decoded.reason}); run a version that knows it.`,
      );
    state = decider.evolve(state, decoded.event as unknown as E);
    revision = recorded.revision;
    if (decoded.event.metadata.commandId === commandId) committed = { revision, position: recorded.position };
  }
  return committed === undefined ? { state, revision } : { state, revision, committed };
}
