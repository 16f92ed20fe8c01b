import type { EventLog, RecordedEvent } from '../../ports/event-log.ts';
import type { Page } from '../../projections/db/page.ts';
import { publicError } from '../graphql/errors.ts';

/** Names that nobody but the event store uses begin with `$`; no stream of ours has a control character in it. */
const STREAM = /^[^$\p{Cc}]\P{Cc}{0,199}$/u;

/** A page of one stream, newest first, read from the log itself: no read model holds telemetry. A cursor is a revision. */
export async function streamPage(
  log: Pick<EventLog, 'readStream'>,
  { stream, first, after }: { readonly stream: string; readonly first: number; readonly after: string | undefined },
): Promise<Page<RecordedEvent>> {
  if (!STREAM.test(stream))
    throw publicError(
      'BAD_INPUT',
      '`stream` must be the name of a stream, like `heartbeats-` and the id of a session.',
    );
  if (after !== undefined && !/^\d{1,18}$/.test(after))
    throw publicError('BAD_INPUT', '`after` must be the `endCursor` of an earlier page of this stream.');
  const from = after === undefined ? undefined : BigInt(after) - 1n;
  if (from !== undefined && from < 0n) return { rows: [], hasNextPage: false };
  const found: RecordedEvent[] = [];
  const options = { direction: 'backwards', limit: first + 1, ...(from === undefined ? {} : { from }) } as const;
  for await (const event of log.readStream(stream, options)) found.push(event);
  return {
    rows: found.slice(0, first).map((event) => ({ cursor: String(event.revision), row: event })),
    hasNextPage: found.length > first,
  };
}
