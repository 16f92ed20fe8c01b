/** A job that the log says is requested and neither completed nor finally failed nor cancelled. */
export interface OpenJob {
  readonly jobId: string;
  readonly kind: string;
  /** ISO 8601 instant. */
  readonly requestedAt: string;
  /** Where its `JobRequested` stands in the log. */
  readonly stream: string;
  readonly revision: bigint;
}

/** The oldest open jobs, oldest first; how many at most is the source's affair. */
export type OpenJobs = () => Promise<readonly OpenJob[]>;
