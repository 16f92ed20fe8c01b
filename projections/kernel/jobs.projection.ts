import { boolean, instant, long, table, text, uuid } from '../db/table.ts';
import type { RowOf } from '../db/table.ts';
import { edit, projection } from '../runtime/projection.ts';

export const jobs = table('jobs', {
  key: ['jobId'],
  columns: {
    jobId: uuid,
    kind: text,
    process: text,
    processId: uuid,
    requestedAt: instant,
    /** Where its request stands in the log. */
    stream: text,
    revision: long,
    /** Neither completed nor finally failed, nor cancelled. */
    open: boolean,
    position: long,
  },
  indexes: [{ name: 'jobs_open', on: 'requested_at', where: 'open' }],
});
type Row = RowOf<typeof jobs>;

/** Which jobs were asked for, of whatever kind, and which of them are open. */
export const jobsProjection = projection({
  name: 'jobs',
  version: 1,
  tables: [jobs],
  key: ({ data }) => data.jobId,
  on: {
    'kernel.JobRequested': ({ data, stream, revision, position, recordedAt }) => [
      edit(jobs, [data.jobId], (row): Row => {
        const { jobId, kind, process, processId } = data;
        const requestedAt = recordedAt.toISOString();
        return row ?? { jobId, kind, process, processId, requestedAt, stream, revision, open: true, position };
      }),
    ],
    'kernel.JobCompleted': ({ data, position }) => [
      edit(jobs, [data.jobId], (row) => row && { ...row, open: false, position }),
    ],
    'kernel.JobFailed': ({ data, position }) =>
      data.final ? [edit(jobs, [data.jobId], (row) => row && { ...row, open: false, position })] : [],
    'kernel.JobCancelled': ({ data, position }) => [
      edit(jobs, [data.jobId], (row) => row && { ...row, open: false, position }),
    ],
  },
});
