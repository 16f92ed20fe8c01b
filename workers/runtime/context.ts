import type { JobState } from '../../domain/kernel/job.decider.ts';
import type { Execute } from '../../commands/pipeline/execute.ts';
import type { Checkpoints } from '../../ports/checkpoints.ts';
import type { PersonalPlaces } from '../../ports/personal-places.ts';
import type { ExportParts } from '../../ports/export-parts.ts';
import type { PlanSubscribers } from '../../ports/plan-subscribers.ts';
import type { PersonStreams } from '../../ports/person-streams.ts';
import type { EventLog } from '../../ports/event-log.ts';
import type { Logger } from '../../ports/logger.ts';
import type { Mailer } from '../../ports/mailer.ts';
import type { Vault } from '../../ports/vault.ts';
import type { MediaStore } from '../../ports/media-store.ts';
import type { Payments } from '../../ports/payments.ts';
import type { Queues } from '../../ports/queues.ts';
import type { Role } from '../../ports/role.ts';
import type { Seller } from '../../ports/seller.ts';
import type { JobFailure, ToolRun } from '../../schemas/kernel/job.events.ts';
import type { Language } from '../../schemas/kernel/language.ts';
import type { WorkerSettings } from '../settings.ts';

/** What it takes to write to people. */
export interface PeoplePorts {
  readonly vault: Pick<Vault, 'open' | 'forget'>;
  readonly mailer: Mailer;
  /** Where else something of them may be. */
  readonly places: PersonalPlaces;
  /** Which streams of the log tell of them. */
  readonly streams: PersonStreams;
  /** Where copies of their data wait for them. */
  readonly exports: Pick<ExportParts, 'put' | 'remove'>;
  /** The signed address of the page that a link of a message leads to. `expiresAt` is an ISO 8601 instant. */
  readonly linkTo: (claims: {
    readonly purpose: string;
    readonly accountId: string;
    readonly linkId: string;
    readonly expiresAt: string;
  }) => Promise<string>;
  /** The address of a page, by its path. */
  readonly pageAt: (path: string) => string;
}

/** What the jobs of a context may be made of. */
export interface WorkerPorts {
  readonly log: EventLog;
  readonly language: Language;
  readonly store: MediaStore;
  readonly logger: Logger;
  readonly settings: WorkerSettings;
  readonly people: PeoplePorts;
  /** Who has which plan; undefined: nobody can say here. */
  readonly subscribers?: PlanSubscribers | undefined;
  /** Undefined: nothing is sold here. */
  readonly payments?: Payments | undefined;
  /** Who sells; undefined: nobody said. */
  readonly seller?: Seller | undefined;
}

/** What a role of a context's own may be made of. */
export interface RolePorts {
  readonly log: EventLog;
  readonly execute: Execute;
  readonly checkpoints: Checkpoints;
  readonly queues: Queues;
  readonly logger: Logger;
}

/** One attempt at a job. */
export interface Job {
  readonly jobId: string;
  readonly kind: string;
  /** The instance of a process that asked for it. */
  readonly process: string;
  readonly processId: string;
  /** As the kind of job defines it. */
  readonly input: unknown;
  /** 1 for the first. */
  readonly attempt: number;
  /** Code of the failure that the latest attempt to fail before it reported; null: none did. */
  readonly lastFailure: string | null;
  /** Aborted when the worker stops or the attempt cannot count any more. */
  readonly signal: AbortSignal;
  readonly log: Logger;
  /** Reports to people how far it is, 0 to 1, and what else the kind of job can report. */
  readonly progress: (fraction: number, measures?: Readonly<Record<string, number | null>>) => void;
  /** Filled by the job: the programs that ran, and the processor time that they took in milliseconds. */
  readonly account: { readonly runs: ToolRun[]; cpuMs: number };
}

/** How an attempt ended. A refusal is a value: the input is at fault, or (`retryable`) this machine at this moment. */
export type JobOutcome<R = object> =
  | { readonly kind: 'done'; readonly result: R }
  | { readonly kind: 'refused'; readonly reason: JobFailure; readonly retryable: boolean };

/** One kind of job. `Tools` is what all jobs of its context share. */
export interface JobHandler<Tools = unknown> {
  /** As in `schemas/`: also the last part of its queue's name. */
  readonly kind: string;
  /** Jobs of the kind at a time in one process. `heavy` ones fill the machine: as many as the configuration says. */
  readonly concurrency: number | 'heavy';
  /** Why there is no space for a job now, for people; undefined: there is. The job is offered again later. */
  readonly lacksSpace?: (tools: Tools, input: unknown) => Promise<string | undefined>;
  /**
   * Longest time that an attempt may take, in milliseconds: it is then told to end, and the job has failed for good. For
   * what would never end; no limit on a slow machine. Default six hours.
   */
  readonly limitMs?: (input: unknown) => number;
  /** Does the work. What it throws counts as a failure that may be tried again, unless its signal is aborted. */
  readonly run: (tools: Tools, job: Job) => Promise<JobOutcome>;
  /** After the attempt: removes what does not count. `state` is what the job's stream says. */
  readonly tidy?: (tools: Tools, job: Pick<Job, 'jobId' | 'input'>, state: JobState) => Promise<void>;
}

/** What a bounded context brings to the workers. */
export interface WorkerContext<Tools = unknown> {
  readonly name: string;
  readonly jobs: readonly JobHandler<Tools>[];
  /** Readies what its jobs share, once per process. @throws Error that says what is missing and how to get it */
  readonly prepare?: (ports: WorkerPorts) => Promise<Tools>;
  /** Long-running work that is no job, by the name that operators start it by. */
  readonly roles?: Readonly<Record<string, (ports: RolePorts) => Role>>;
  /** Removes what dead workers left; runs now and then. */
  readonly cleanUp?: (tools: Tools) => Promise<unknown>;
}

/** Forgets the type of a context's tools, so that it may stand in a list with others. */
export const anyWorker = <Tools>(context: WorkerContext<Tools>): WorkerContext => context as unknown as WorkerContext;
