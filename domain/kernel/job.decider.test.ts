import { describe, it } from 'node:test';
import type { ToolRun } from '../../schemas/kernel/job.events.ts';
import { expectSame, given } from '../testing/given.ts';
import { jobDecider, lostClaimLimit } from './job.decider.ts';
import type { JobEvent } from './job.decider.ts';
import { assetId, jobId, probeOf, reason } from '../media/samples.ts';

const who = { jobId, kind: 'probe', process: 'ingest', processId: assetId, worker: 'w1' } as const;
const claim = { type: 'ClaimJob', data: who } as const;
const report = { wallMs: 10, cpuMs: 5, runs: [] };
const started = (attempt: number): JobEvent => ({ type: 'kernel.JobStarted', data: { ...who, attempt } });
const completed = (attempt: number): JobEvent => ({
  type: 'kernel.JobCompleted',
  data: { ...who, attempt, result: { kind: 'probe', probe: probeOf() }, ...report },
});
const failed = (attempt: number, retryAt: string | null): JobEvent => ({
  type: 'kernel.JobFailed',
  data: { ...who, attempt, reason, final: retryAt === null, retryAt, runs: [] },
});
const complete = (attempt: number) =>
  ({ type: 'CompleteJob', data: { ...who, attempt, result: { kind: 'probe', probe: probeOf() }, ...report } }) as const;
const released = (attempt: number): JobEvent => ({ type: 'kernel.JobReleased', data: { ...who, attempt } });
const release = (attempt: number) => ({ type: 'ReleaseJob', data: { ...who, attempt } }) as const;
const fail = (attempt: number, retryable = true) =>
  ({ type: 'FailJob', data: { ...who, attempt, reason, runs: [] as ToolRun[], retryable } }) as const;
const later = '2026-01-02T03:05:00.000Z';

describe('job', () => {
  it('numbers its attempts, each superseding the one before', () => {
    given(jobDecider).when(claim).thenEvents(started(1));
    given(jobDecider, started(1)).when(claim).thenEvents(started(2));
    given(jobDecider, started(1), failed(1, later)).when(claim).thenEvents(started(2));
  });
  it('completes with the result of the newest attempt', () =>
    given(jobDecider, started(1), started(2)).when(complete(2)).thenEvents(completed(2)));
  it('refuses the results of a superseded attempt', () => {
    given(jobDecider, started(1), started(2)).when(complete(1)).thenRefused('job.attempt-superseded');
    given(jobDecider, started(1), started(2)).when(fail(1)).thenRefused('job.attempt-superseded');
  });
  it('refuses a second report of an attempt that has failed', () =>
    given(jobDecider, started(1), failed(1, later)).when(complete(1)).thenRefused('job.attempt-superseded'));
  it('refuses everything once finished', () => {
    for (const end of [completed(1), failed(1, null)])
      for (const command of [claim, complete(1), fail(1)])
        given(jobDecider, started(1), end).when(command).thenRefused('job.already-finished');
  });
  it('remembers why it failed last, also when an attempt after that was given back or lost', () => {
    const history = [started(1), failed(1, later), started(2), released(2), started(3), started(4)];
    const { state } = given(jobDecider, ...history);
    expectSame(state, {
      status: 'running',
      kind: 'probe',
      attempt: 4,
      failures: 1,
      released: 1,
      lastFailure: reason.code,
    });
    expectSame(given(jobDecider, started(1)).state, {
      status: 'running',
      kind: 'probe',
      attempt: 1,
      failures: 0,
      released: 0,
      lastFailure: null,
    });
  });
  it('is given up at any time before it is finished, and refuses everything then', () => {
    const data = { jobId, kind: 'probe', process: 'ingest', processId: assetId };
    const cancel = { type: 'CancelJob', data } as const;
    const cancelled: JobEvent = { type: 'kernel.JobCancelled', data };
    for (const before of [[], [started(1)], [started(1), failed(1, later)], [started(1), released(1)]]) {
      given(jobDecider, ...before)
        .when(cancel)
        .thenEvents(cancelled);
      given(jobDecider, ...before, cancelled)
        .when(cancel)
        .thenEvents();
      for (const command of [claim, complete(1), fail(1), release(1)])
        given(jobDecider, ...before, cancelled)
          .when(command)
          .thenRefused('job.cancelled');
    }
    for (const end of [completed(1), failed(1, null)]) {
      given(jobDecider, started(1), end).when(cancel).thenEvents();
      given(jobDecider, started(1), end, cancelled).when(claim).thenRefused('job.already-finished');
    }
  });
  it('is tried four times with growing waits, and the fourth failure is final', () => {
    const at = '2026-01-02T03:00:00.000Z';
    given(jobDecider, started(1))
      .when({ ...fail(1), at })
      .thenEvents(failed(1, '2026-01-02T03:00:10.000Z'));
    const second = [started(1), failed(1, later), started(2)];
    given(jobDecider, ...second)
      .when({ ...fail(2), at })
      .thenEvents(failed(2, '2026-01-02T03:01:00.000Z'));
    const third = [...second, failed(2, later), started(3)];
    given(jobDecider, ...third)
      .when({ ...fail(3), at })
      .thenEvents(failed(3, '2026-01-02T03:05:00.000Z'));
    given(jobDecider, ...third, failed(3, later), started(4))
      .when({ ...fail(4), at })
      .thenEvents(failed(4, null));
  });
  it('fails for good at once when trying again is pointless', () =>
    given(jobDecider, started(1)).when(fail(1, false)).thenEvents(failed(1, null)));
  it('is given back by a worker that stops, and claimed again at once', () => {
    given(jobDecider, started(1)).when(release(1)).thenEvents(released(1));
    given(jobDecider, started(1), released(1)).when(claim).thenEvents(started(2));
    given(jobDecider, started(1), released(1)).when(complete(1)).thenRefused('job.attempt-superseded');
    given(jobDecider, started(1), started(2)).when(release(1)).thenRefused('job.attempt-superseded');
    given(jobDecider, started(1), completed(1)).when(release(1)).thenRefused('job.already-finished');
  });
  it('may be given back any number of times: stopped workers are neither lost nor failures', () => {
    const givenBack = Array.from({ length: 3 * lostClaimLimit }, (_, index) => [
      started(index + 1),
      released(index + 1),
    ]).flat();
    const next = 3 * lostClaimLimit + 1;
    given(jobDecider, ...givenBack)
      .when(claim)
      .thenEvents(started(next));
    given(jobDecider, ...givenBack, started(next))
      .when({ ...fail(next), at: '2026-01-02T03:00:00.000Z' })
      .thenEvents(failed(next, '2026-01-02T03:00:10.000Z'));
    const vanished = Array.from({ length: lostClaimLimit }, (_, index) => started(next + index));
    given(jobDecider, ...givenBack, ...vanished.slice(0, -1))
      .when(claim)
      .thenEvents(started(next + lostClaimLimit - 1));
    const { decision } = given(jobDecider, ...givenBack, ...vanished).when(claim);
    expectSame(decision.kind === 'accepted' && decision.events.map(({ type }) => type), ['kernel.JobFailed']);
  });
  it('fails for good when its workers keep vanishing', () => {
    const vanished = Array.from({ length: lostClaimLimit }, (_, index) => started(index + 1));
    given(jobDecider, ...vanished.slice(0, -1))
      .when(claim)
      .thenEvents(started(lostClaimLimit));
    given(jobDecider, ...vanished)
      .when(claim)
      .thenEvents({
        type: 'kernel.JobFailed',
        data: {
          ...who,
          attempt: lostClaimLimit,
          final: true,
          retryAt: null,
          runs: [],
          reason: {
            code: 'workers-lost',
            detail: '8 of 8 attempts ended without a result',
            message: 'This work stopped every worker that tried to do it. Look at its input, then ask for it again.',
          },
        },
      });
  });
  it('must be claimed before it is reported', () => given(jobDecider).when(complete(1)).thenRefused('job.unknown'));
  it('ends with a result of its own kind', () =>
    given(jobDecider, started(1))
      .when({ ...complete(1), data: { ...complete(1).data, kind: 'encode' } })
      .thenRefused('job.result-mismatch'));
});
