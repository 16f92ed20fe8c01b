/** The calls that are running, so that a stopping node can end each of them with the status that clients expect. */
import type { CallError } from '../errors.ts';

/** Ends one call with a status. */
export type EndCall = (error: CallError) => void;

/** The running calls of a node. */
export interface OpenCalls {
  /** Remembers a call until the returned function is called. `streaming` calls are cancelled at the end, others are refused. */
  add(streaming: boolean, end: EndCall): () => void;
  /** Ends all calls and refuses new ones. */
  endAll(forStreams: CallError, forOthers: CallError): void;
  /** The error for calls that arrive now, if the node is stopping. */
  refusal(): CallError | undefined;
}

/** No calls yet. */
export function makeOpenCalls(): OpenCalls {
  const open = new Map<EndCall, boolean>();
  let refuse: CallError | undefined;
  return {
    add(streaming, end) {
      open.set(end, streaming);
      return () => open.delete(end);
    },
    endAll(forStreams, forOthers) {
      refuse = forOthers;
      for (const [end, streaming] of [...open]) end(streaming ? forStreams : forOthers);
      open.clear();
    },
    refusal: () => refuse,
  };
}
