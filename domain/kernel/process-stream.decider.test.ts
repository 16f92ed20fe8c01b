import { describe, it } from 'node:test';
import { processStreamDecider } from './process-stream.decider.ts';
import type { ProcessStreamEvent } from './process-stream.decider.ts';
import { given } from '../testing/given.ts';

const ref = { process: 'ingest', processId: '00000000-0000-4000-8000-000000000002' };
const decider = processStreamDecider('ingest');
const due = '2026-01-02T00:00:00.000Z';
const moved = '2026-01-05T00:00:00.000Z';
const set = (dueAt: string): ProcessStreamEvent => ({
  type: 'kernel.TimerSet',
  data: { ...ref, name: 'work/probe', dueAt },
});
const cancelled: ProcessStreamEvent = { type: 'kernel.TimerCancelled', data: { ...ref, name: 'work/probe' } };
const fire = (dueAt: string, at: string) =>
  ({ type: 'FireTimer', data: { ...ref, name: 'work/probe', dueAt }, at }) as const;
const fired = (dueAt: string, firedAt: string): ProcessStreamEvent => ({
  type: 'kernel.TimerFired',
  data: { ...ref, name: 'work/probe', dueAt, firedAt },
});
const requestId = '00000000-0000-4000-8000-000000000009';
const requested: ProcessStreamEvent = {
  type: 'kernel.CommandRequested',
  data: { requestId, ...ref, category: 'asset', streamId: ref.processId, command: { type: 'RecordProbe', data: {} } },
};
const refusal = {
  requestId,
  ...ref,
  command: 'RecordProbe',
  code: 'asset.unknown',
  message: 'There is no such asset.',
};

describe("a process' stream", () => {
  it('fires a timer that is due, also long after', () => {
    given(decider, set(due)).when(fire(due, due)).thenEvents(fired(due, due));
    given(decider, set(due))
      .when(fire(due, '2031-01-01T00:00:00.000Z'))
      .thenEvents(fired(due, '2031-01-01T00:00:00.000Z'));
  });
  it('fires no timer early', () => {
    given(decider, set(due)).when(fire(due, '2026-01-01T23:59:59.999Z')).thenRefused('timer.not-due');
  });
  it('knows an instant however it is written', () => {
    const brief = '2026-01-02T00:00:00Z';
    given(decider, set(brief)).when(fire(due, due)).thenEvents(fired(brief, due));
    given(decider, set(due)).when(fire(brief, brief)).thenEvents(fired(due, brief));
    given(decider, set(brief)).when(fire(due, '2026-01-01T23:59:59.999Z')).thenRefused('timer.not-due');
  });
  it('fires a timer once, and never one that was moved or cancelled', () => {
    given(decider, set(due), fired(due, due)).when(fire(due, due)).thenEvents();
    given(decider, set(due), set(moved)).when(fire(due, moved)).thenEvents();
    given(decider, set(due), cancelled).when(fire(due, due)).thenEvents();
    given(decider, set(due), fired(due, due), set(moved)).when(fire(moved, moved)).thenEvents(fired(moved, moved));
  });
  it('hears a refusal once, and none of a command that it did not ask for', () => {
    const refused: ProcessStreamEvent = { type: 'kernel.CommandRefused', data: refusal };
    given(decider, requested).when({ type: 'RefuseCommand', data: refusal }).thenEvents(refused);
    given(decider, requested, refused).when({ type: 'RefuseCommand', data: refusal }).thenEvents();
    given(decider).when({ type: 'RefuseCommand', data: refusal }).thenEvents();
  });
});
