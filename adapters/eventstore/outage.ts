import { reasonOf } from '../../runtime/reason.ts';
import { LogUnavailable } from '../../ports/event-log.ts';

/** `type`s of the client's errors that say "not now", as opposed to "never". */
const outages: ReadonlySet<unknown> = new Set([
  'timeout',
  'deadline-exceeded',
  'unavailable',
  'cancelled',
  'unknown',
  'not-leader',
]);
/** gRPC status codes of errors that the client passes on raw: cancelled, unknown, deadline, exhausted, aborted, internal, unavailable. */
const outageCodes: ReadonlySet<unknown> = new Set([1, 2, 4, 8, 10, 13, 14]);

/** gRPC's code for a request that makes no sense. */
const invalidArgument = 3;

/** The client's name for an error, e.g. `wrong-expected-version`; undefined for foreign errors. */
export const typeOf = (error: unknown): unknown => (error as { type?: unknown } | null)?.type;

/** Turns an outage into `LogUnavailable`; every other error (denied, deleted, too large, a bug) stays what it is. */
export function asLogError(error: unknown, doing: string): unknown {
  if (error instanceof LogUnavailable) return error;
  const type = typeOf(error);
  const code = (error as { code?: unknown } | null)?.code;
  // what the store cannot make sense of (a filter, a position of another log) is 'unknown' to the client and stays so
  if (code === invalidArgument) return error;
  const outage = type === undefined ? outageCodes.has(code) : outages.has(type);
  if (!outage) return error;
  return new LogUnavailable(
    `The event store did not answer while ${doing}: ${reasonOf(error).replace(/\.$/, '')}. It is tried again; check that it runs.`,
    { cause: error },
  );
}

/** Resolves or rejects like `work`, or rejects with `LogUnavailable` after `ms` milliseconds, after calling `onTimeout`. */
export function withDeadline<T>(work: Promise<T>, ms: number, doing: string, onTimeout: () => void): Promise<T> {
  return new Promise((resolve, reject) => {
    const timer = setTimeout(() => {
      onTimeout();
      reject(
        new LogUnavailable(
          `The event store did not answer within ${ms} ms while ${doing}. It is tried again; check that it runs.`,
        ),
      );
    }, ms);
    work.then(
      (value) => {
        clearTimeout(timer);
        resolve(value);
      },
      (error: unknown) => {
        clearTimeout(timer);
        // oxlint-disable-next-line prefer-promise-reject-errors -- passed on as it came
        reject(error);
      },
    );
  });
}
