import { language } from '../../schemas/language.ts';
import { tracesIn } from '../../schemas/kernel/traces.ts';
import type { Trace } from '../../schemas/kernel/traces.ts';
import { boolean, long, table, text, uuid } from '../db/table.ts';
import type { RowOf } from '../db/table.ts';
import { edit, projectionOfAll } from '../runtime/projection.ts';
import type { Edit } from '../runtime/projection.ts';

export const traces = table('traces', {
  key: ['subject', 'stream'],
  columns: {
    /** An account or a profile, anonymous ones too. */
    subject: uuid,
    stream: text,
    named: boolean,
    sealed: boolean,
    /** Of the first event that is a trace of them. */
    position: long,
  },
});
export type StoredTrace = RowOf<typeof traces>;

/** There are many of them in a stream that an event before them has named, or that stands beside one. */
const telemetry: ReadonlySet<string> = new Set(
  language.events.filter((event) => event.telemetry === true).map((event) => event.type),
);

const traced = ({ subject, named, sealed }: Trace, stream: string, position: bigint): Edit =>
  edit<StoredTrace>(traces, [subject, stream], (row) => {
    if (row === undefined) return { subject, stream, named, sealed, position };
    if ((row.named || !named) && (row.sealed || !sealed)) return row;
    return { ...row, named: row.named || named, sealed: row.sealed || sealed };
  });

/** Which streams tell of whom: what is known of somebody is read from them, however long the log is. */
export const tracesProjection = projectionOfAll({
  name: 'traces',
  version: 1,
  tables: [traces],
  ignores: telemetry,
  onEvery: ({ stream, data, position }, fact) =>
    language.isOwnStream(stream) ? tracesIn(fact?.data ?? data).map((trace) => traced(trace, stream, position)) : [],
});
