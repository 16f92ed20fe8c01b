import { NatsError } from 'nats';
import { QueueUnavailable } from '../../ports/queues.ts';

const MIB = 1024 ** 2;
/** With less, a stream of queues is of no use: some tens of thousands of heartbeats. Documented in docs/operations.md. */
export const LEAST_BYTES = 16 * MIB;

/** JetStream's codes for "the disk is too small": insufficient resources, the account's and the server's storage, no suitable peers. */
const NO_ROOM: ReadonlySet<unknown> = new Set([10_002, 10_005, 10_023, 10_047]);

export const isNoRoom = (error: unknown): boolean =>
  error instanceof NatsError && NO_ROOM.has(error.api_error?.err_code);

/** The server has no room for a stream, not even for the smallest. */
export class NoRoom extends QueueUnavailable {}

/** Sizes to try for a stream, in bytes, the largest first: halves down to the least. One without a limit has one size. */
export function sizesFor(most: number): readonly number[] {
  if (most <= LEAST_BYTES) return [most];
  return [most, ...sizesFor(Math.max(LEAST_BYTES, Math.floor(most / 2)))];
}

/**
 * Tries sizes until the server has room for one: a stream's size is reserved when it is made, and a disk may be small.
 * @returns the size that was taken
 * @throws NoRoom, or whatever else went wrong
 */
export async function firstThatFits(
  stream: string,
  sizes: readonly number[],
  attempt: (bytes: number) => Promise<unknown>,
): Promise<number> {
  for (const bytes of sizes)
    try {
      await attempt(bytes);
      return bytes;
    } catch (error) {
      if (!isNoRoom(error)) throw error;
    }
  throw new NoRoom(
    `NATS has no room for its stream ${stream}: JetStream needs ${LEAST_BYTES / MIB} MiB at least. Free space on its disk and start it again, or raise its max_file_store.`,
  );
}
