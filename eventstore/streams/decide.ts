/**
 * Whether an append may happen: the protocol's table of expected revisions and idempotency, as arithmetic.
 * The caller looks things up and does what the decision says, both in one turn of the event loop.
 */
import { ANY, DELETED, NO_STREAM, STREAM_EXISTS } from '../storage/revision.ts';

/** Where an event with some id was stored. */
export interface Located {
  readonly revision: number;
  readonly position: number;
}

/** What the table looks at. */
export interface AppendFacts {
  readonly current: number;
  readonly expected: number;
  readonly ids: readonly string[];
  readonly softDeleted: boolean;
  /** True if the metadata stream has an event: a stream with nothing but metadata "exists". */
  hasMetadata(): boolean;
  /** The first cached write of an id to this very stream, within the node's memory. */
  cached(id: string): Located | undefined;
  /** Where event `id` is stored if it is the one at `revision`, whether cached or not. */
  storedAt(revision: number, id: string): Located | undefined;
}

/** What to do. */
export type AppendDecision =
  | { readonly kind: 'write' }
  | { readonly kind: 'repeat'; readonly at: Located }
  | { readonly kind: 'empty' }
  | { readonly kind: 'wrong-version' }
  | { readonly kind: 'deleted' };

const WRITE: AppendDecision = { kind: 'write' };
const EMPTY: AppendDecision = { kind: 'empty' };
const WRONG: AppendDecision = { kind: 'wrong-version' };
const GONE: AppendDecision = { kind: 'deleted' };

/** Decides one append. */
export function decideAppend(facts: AppendFacts): AppendDecision {
  const { current, expected, ids } = facts;
  if (current === DELETED) return GONE;
  if (expected === STREAM_EXISTS) {
    if (facts.softDeleted) return GONE;
    if (current === NO_STREAM && !facts.hasMetadata()) return WRONG;
  }
  if (expected === ANY || expected === STREAM_EXISTS) return decideLoose(facts);
  if (expected > current) return WRONG;
  if (expected === current) return ids.length === 0 ? EMPTY : WRITE;
  return decideOld(facts);
}

/** Any revision is welcome: a repeat is recognised by the ids in memory alone. */
function decideLoose({ ids, cached }: AppendFacts): AppendDecision {
  const [firstId] = ids;
  if (firstId === undefined) return EMPTY;
  if (cached(firstId) === undefined) return WRITE;
  let at: Located | undefined;
  for (const id of ids) {
    at = cached(id);
    if (at === undefined) return WRONG;
  }
  return at === undefined ? WRITE : { kind: 'repeat', at };
}

/** The expected revision has passed: either this is a repeat of what is stored behind it, or a conflict. */
function decideOld({ expected, ids, softDeleted, storedAt }: AppendFacts): AppendDecision {
  let at: Located | undefined;
  for (const [offset, id] of ids.entries()) {
    at = storedAt(expected + 1 + offset, id);
    if (at !== undefined) continue;
    return offset === 0 && expected === NO_STREAM && softDeleted ? WRITE : WRONG;
  }
  return at === undefined ? WRONG : { kind: 'repeat', at };
}
