import type { Rejection } from '../../domain/kernel/decider.ts';

/** Consistency token: the decimal text of the log position up to which a reader must have seen. */
export type Token = string;

/** The answer to a command. Refusals are values; outages are exceptions (`LogUnavailable`). */
export type Outcome<R extends Rejection = Rejection> =
  | { readonly kind: 'committed'; readonly revision: bigint; readonly token: Token; readonly events: number }
  /** The same command was committed before; nothing was written again. */
  | { readonly kind: 'duplicate'; readonly revision: bigint; readonly token: Token }
  | { readonly kind: 'no-op'; readonly revision: bigint }
  | { readonly kind: 'rejected'; readonly rejection: R }
  /** Others kept writing to the stream; load, decide and append again later. `attempts` tries were made. */
  | { readonly kind: 'contended'; readonly attempts: number };
