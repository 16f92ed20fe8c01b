import { instant, long, nullable, table, text, uuid } from '../db/table.ts';
import type { RowOf } from '../db/table.ts';
import { edit, projection } from '../runtime/projection.ts';

export const timers = table('timers', {
  key: ['process', 'processId', 'name'],
  columns: {
    process: text,
    processId: uuid,
    name: text,
    /** Null: it fired or was cancelled. */
    dueAt: nullable(instant),
    position: long,
  },
  indexes: [{ name: 'timers_due', on: 'due_at', where: 'due_at is not null' }],
});
type Row = RowOf<typeof timers>;

interface Ref {
  readonly process: string;
  readonly processId: string;
  readonly name: string;
}
const keyOf = ({ process, processId, name }: Ref) => [process, processId, name] as const;

/** Which timers of processes are set, and when they are due. */
export const timersProjection = projection({
  name: 'timers',
  version: 1,
  tables: [timers],
  key: ({ data: { process, processId } }) => `${process}-${processId}`,
  on: {
    'kernel.TimerSet': ({ data, position }) => [
      edit(timers, keyOf(data), (): Row => {
        const { process, processId, name, dueAt } = data;
        return { process, processId, name, dueAt, position };
      }),
    ],
    'kernel.TimerCancelled': ({ data, position }) => [
      edit(timers, keyOf(data), (row) => row && { ...row, dueAt: null, position }),
    ],
    'kernel.TimerFired': ({ data, position }) => [
      edit(timers, keyOf(data), (row) => row && { ...row, dueAt: null, position }),
    ],
  },
});
