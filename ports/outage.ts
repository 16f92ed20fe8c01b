/**
 * A part of the platform does not answer now, or a race was lost: the same work may be done again later. Adapters turn what
 * their clients throw into an `Outage`; everything else that is thrown is a bug. Recognise it with `isOutage` alone.
 */
export class Outage extends Error {
  /** Survives a second copy of this module and errors that were passed through a worker. */
  readonly tag = 'outage';
  override name = 'Outage';
}

/** Whether an error, or what caused it, says "not now" as opposed to "never". */
export const isOutage = (error: unknown): error is Error =>
  error instanceof Error && (('tag' in error && error.tag === 'outage') || isOutage(error.cause));
