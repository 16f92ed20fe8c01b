import type { EventLog, RecordedEvent } from '../../ports/event-log.ts';

/** Events of a stream that are read at once: no stream is left open meanwhile. */
const PAGE = 200;
/** Streams whose first pages are read at once. */
const AHEAD = 16;

/** A stream, and where its first event that matters stands. */
export interface StreamFrom {
  readonly stream: string;
  readonly position: bigint;
}

/** A stream as far as it is read: the page that it is at, and where in it. */
interface Reader {
  readonly stream: string;
  page: readonly RecordedEvent[];
  at: number;
}

async function readPage(log: EventLog, stream: string, from: bigint): Promise<readonly RecordedEvent[]> {
  const page: RecordedEvent[] = [];
  for await (const event of log.readStream(stream, { from, limit: PAGE })) page.push(event);
  return page;
}

/** To the next event; false: there is none. */
async function step(log: EventLog, reader: Reader): Promise<boolean> {
  reader.at += 1;
  if (reader.at < reader.page.length) return true;
  const last = reader.page.at(-1);
  if (last === undefined || reader.page.length < PAGE) return false;
  reader.page = await readPage(log, reader.stream, last.revision + 1n);
  reader.at = 0;
  return reader.page.length > 0;
}

const positionOf = ({ page, at }: Reader): bigint => page[at]?.position ?? 0n;

/**
 * The events of many streams in the order of the log. A stream is opened when it is its turn, so that memory grows with those
 * that run at the same time, not with all.
 * @param streams oldest first
 * @param given.until the last position that counts; `onRead` is told after each stream how many have been read
 */
export async function* inOrder(
  log: EventLog,
  streams: readonly StreamFrom[],
  { until, signal, onRead }: { until: bigint; signal?: AbortSignal | undefined; onRead?: (streams: number) => void },
): AsyncIterable<RecordedEvent> {
  const open: Reader[] = [];
  let next = 0;
  let read = 0;
  const close = (reader: Reader): void => {
    open.splice(open.indexOf(reader), 1);
    onRead?.((read += 1));
  };
  for (;;) {
    signal?.throwIfAborted();
    const first = open.reduce<Reader | undefined>(
      (least, each) => (least === undefined || positionOf(each) < positionOf(least) ? each : least),
      undefined,
    );
    const waiting = streams[next];
    if (waiting !== undefined && (first === undefined || waiting.position <= positionOf(first))) {
      const these = streams.slice(next, next + AHEAD);
      next += these.length;
      const pages = await Promise.all(these.map(({ stream }) => readPage(log, stream, 0n)));
      for (const [index, { stream }] of these.entries()) {
        const reader = { stream, page: pages[index] ?? [], at: 0 };
        open.push(reader);
        if (reader.page.length === 0) close(reader);
      }
      continue;
    }
    if (first === undefined) return;
    const event = first.page[first.at];
    if (event !== undefined && event.position <= until) yield event;
    if (event === undefined || event.position > until || !(await step(log, first))) close(first);
  }
}
