import type { z } from 'zod';
import type { DeleteExport, FailExport, RecordExport } from '../../schemas/identity/export.commands.ts';
import type {
  ExportDeleted,
  ExportFailed,
  ExportReady,
  ExportRequested,
} from '../../schemas/identity/export.events.ts';
import type { DeleteExportJob, ExportPersonJob } from '../../schemas/identity/jobs.ts';
import type { EventOf } from '../../schemas/kernel/define.ts';
import { evolveBy } from '../kernel/decider.ts';
import { later } from '../kernel/later.ts';
import type { Process, ProcessFeedback, ProcessRequest } from '../kernel/process.ts';
import { requestsOf } from '../kernel/requests.ts';

type Input = EventOf<typeof ExportRequested | typeof ExportReady | typeof ExportFailed | typeof ExportDeleted>;
type Command =
  | { readonly type: 'RecordExport'; readonly data: z.input<typeof RecordExport.data> }
  | { readonly type: 'FailExport'; readonly data: z.input<typeof FailExport.data> }
  | { readonly type: 'DeleteExport'; readonly data: z.input<typeof DeleteExport.data> };
type JobInput = z.input<typeof ExportPersonJob.input> | z.input<typeof DeleteExportJob.input>;
type JobResult = z.output<typeof ExportPersonJob.result>;

/** How long a copy is kept, ms. */
export const KEPT_MS = 7 * 24 * 3600_000;
const END = 'end';
const AGAIN = 'again';
/** A deletion that failed as often as jobs may is asked for again after this, ms: what is said to be gone is gone. */
const REST_MS = 3600_000;

/**
 * `making`: the job is at it; `made` and `failed`: that is written down; `kept`: the timer of its end is set; `ending`: the end is
 * written down; `removing`: a job deletes it; `swept`: once more, because the first job wrote until after that; `resting`: the
 * deletion is asked for again later.
 */
export interface ExportingState {
  readonly status: 'none' | 'making' | 'made' | 'failed' | 'kept' | 'ending' | 'removing' | 'swept' | 'resting';
  readonly accountId: string;
}

const ASKED: Readonly<Record<string, ExportingState['status']>> = {
  RecordExport: 'made',
  FailExport: 'failed',
  DeleteExport: 'ending',
};
const same = (state: ExportingState): ExportingState => state;

/** Has a copy made by a job, and deleted when it ends, when it could not be made whole, or when its owner wants it. */
export const exportingProcess: Process<ExportingState, Input, never> = {
  category: 'exporting',
  inputs: [
    'identity.ExportRequested',
    'identity.ExportReady',
    'identity.ExportFailed',
    'identity.ExportDeleted',
    'kernel.TimerFired',
    'kernel.JobCompleted',
    'kernel.JobFailed',
  ],
  route: ({ data }) => data.exportId,
  initial: { status: 'none', accountId: '' },
  evolve: evolveBy<ExportingState, ProcessRequest | ProcessFeedback>({
    'kernel.TimerSet': (state, { name }) => ({ ...state, status: name === END ? 'kept' : 'resting' }),
    'kernel.TimerCancelled': same,
    'kernel.CommandRequested': (state, { command }) => ({ ...state, status: ASKED[command.type] ?? state.status }),
    'kernel.JobRequested': (state, { kind, input }) => {
      if (kind === 'export-person') return { status: 'making', accountId: String(input['accountId']) };
      return { ...state, status: state.status === 'removing' ? 'swept' : 'removing' };
    },
    'kernel.CommandRefused': same,
    'kernel.TimerFired': same,
    'kernel.JobStarted': same,
    'kernel.JobCompleted': same,
    'kernel.JobFailed': same,
  }),
  react: ({ event, at }, { status, accountId }, derive) => {
    const exportId = 'exportId' in event.data ? event.data.exportId : event.data.processId;
    const make = requestsOf<Command, JobInput>('exporting', exportId, derive);
    const ask = (command: Command): ProcessRequest => make.command('export', exportId, command);
    const remove = (): ProcessRequest => make.job({ kind: 'delete-export', exportId });
    switch (event.type) {
      case 'identity.ExportRequested':
        return status === 'none'
          ? [make.job({ kind: 'export-person', exportId, accountId: event.data.accountId })]
          : [];
      case 'identity.ExportReady':
        return status === 'made'
          ? [make.timer(END, at, Math.max(0, Date.parse(event.data.expiresAt) - Date.parse(at)))]
          : [];
      case 'identity.ExportFailed':
        return status === 'failed' ? [remove()] : [];
      case 'identity.ExportDeleted':
        if (status === 'kept') return [make.cancelTimer(END), remove()];
        return status === 'making' || status === 'made' || status === 'ending' ? [remove()] : [];
      case 'kernel.TimerFired':
        if (status === 'resting') return [remove()];
        return status === 'kept'
          ? [ask({ type: 'DeleteExport', data: { exportId, accountId, reason: 'expired' } })]
          : [];
      case 'kernel.JobFailed': {
        const { kind, final, reason } = event.data;
        if (!final) return [];
        if (kind === 'delete-export')
          return status === 'removing' || status === 'swept' ? [make.timer(AGAIN, at, REST_MS)] : [];
        if (status === 'removing') return [remove()];
        return status === 'making'
          ? [ask({ type: 'FailExport', data: { exportId, accountId, code: reason.code.slice(0, 60) } })]
          : [];
      }
      case 'kernel.JobCompleted': {
        if (event.data.kind !== 'export-person') return [];
        // It was deleted while it was made.
        if (status === 'removing') return [remove()];
        if (status !== 'making') return [];
        // A completed job's result was held against its definition when it was reported.
        const { size, parts } = event.data.result as unknown as JobResult;
        const expiresAt = later(at, KEPT_MS);
        return [ask({ type: 'RecordExport', data: { exportId, accountId, size, parts, expiresAt } })];
      }
      default:
        return [];
    }
  },
};
