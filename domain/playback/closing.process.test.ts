import { deepEqual } from 'node:assert/strict';
import { describe, it } from 'node:test';
import { uuid5 } from '../../schemas/kernel/uuid5.ts';
import type { ProcessFeedback, ProcessRequest } from '../kernel/process.ts';
import { otherId, packageId, profileId, sessionId, titleId } from '../media/samples.ts';
import { testInstant } from '../testing/given.ts';
import { closingProcess } from './closing.process.ts';
import type { ClosingState } from './closing.process.ts';

type Input = Parameters<typeof closingProcess.react>[0]['event'];

const who = { sessionId, titleId, profileId };
const ref = { process: 'closing', processId: sessionId };
const HOUR_MS = 3600_000;
const after = (ms: number): string => new Date(Date.parse(testInstant) + ms).toISOString();
const startedWith = (durationMs: number): Input => ({
  type: 'playback.PlaybackStarted',
  data: { ...who, packageId, durationMs, startPositionMs: 0 },
});
const started = startedWith(HOUR_MS);
const ended: Input = { type: 'playback.PlaybackEnded', data: { ...who, reason: 'quit', positionMs: 5 } };
const failed: Input = { type: 'playback.PlaybackFailed', data: { ...who, positionMs: 5, code: null } };
const fired = (name: string): Extract<ProcessFeedback, { type: 'kernel.TimerFired' }> => ({
  type: 'kernel.TimerFired',
  data: { ...ref, name, dueAt: testInstant, firedAt: testInstant },
});
const figures = {
  ...{ ...who, watchedMs: 7, definition: 2, durationMs: 9000, failureCode: null, began: true, watched: [] },
  ...{ coveredMs: 0, switches: 0, bytes: null, missing: 0, requests: 0, starved: 0, clockAheadMs: null },
};
const completed: Input = {
  type: 'kernel.JobCompleted',
  data: {
    ...ref,
    jobId: otherId,
    kind: 'summarise-playback',
    attempt: 1,
    worker: 'w',
    result: { kind: 'summarise-playback', ...figures },
    wallMs: 1,
    cpuMs: 1,
    runs: [],
  },
};

/** Reacts to inputs one after the other, each delivered twice. @returns what each asked for */
function story(...inputs: readonly Input[]): readonly (readonly ProcessRequest[])[] {
  let state: ClosingState = closingProcess.initial;
  return inputs.map((event) => {
    // A fired timer stands in the process' own stream before it reacts.
    if (event.type === 'kernel.TimerFired') state = closingProcess.evolve(state, event);
    const eventId = uuid5(otherId, JSON.stringify(event));
    const react = () =>
      closingProcess.react({ event, eventId, at: testInstant }, state, (label) => uuid5(eventId, label));
    const outputs = react();
    state = outputs.reduce(closingProcess.evolve, state);
    deepEqual(react(), [], `${event.type} asks once`);
    return outputs;
  });
}

/** A request in a few words. */
const brief = ({ type, data }: ProcessRequest): string => {
  if (type === 'kernel.TimerSet') return `timer ${data.name} at ${data.dueAt}`;
  if (type === 'kernel.TimerCancelled') return `no timer ${data.name}`;
  return type === 'kernel.JobRequested' ? `job ${data.kind}` : `command ${data.command.type}`;
};
const told = (...inputs: readonly Input[]) => story(...inputs).map((outputs) => outputs.map(brief));
const vanishes = `timer vanished at ${after(7 * HOUR_MS)}`;
const waits = `timer late-heartbeats at ${after(120_000)}`;

describe('closing of a playback', () => {
  it('waits for late heartbeats after the end, adds up, and has it written down', () => {
    const [job, command] = story(started, ended, fired('late-heartbeats'), completed).slice(2).flat();
    deepEqual(job?.data, { ...job?.data, ...ref, input: { kind: 'summarise-playback', sessionId } });
    deepEqual(command?.type === 'kernel.CommandRequested' && [command.data.streamId, command.data.command], [
      sessionId,
      { type: 'SummarisePlayback', data: figures },
    ]);
    deepEqual(told(started, ended, fired('late-heartbeats'), completed), [
      [vanishes],
      ['no timer vanished', waits],
      ['job summarise-playback'],
      ['command SummarisePlayback'],
    ]);
  });
  it('does not wait for ever for a player that vanished', () =>
    deepEqual(told(started, fired('vanished'), ended, completed, failed), [
      [vanishes],
      ['job summarise-playback'],
      [],
      ['command SummarisePlayback'],
      [],
    ]));
  it('takes a failure for an end, and both for one', () =>
    deepEqual(told(started, failed, ended, fired('late-heartbeats')), [
      [vanishes],
      ['no timer vanished', waits],
      [],
      ['job summarise-playback'],
    ]));
  it('closes a session that began before it did', () =>
    deepEqual(told(ended, failed, fired('late-heartbeats')), [[waits], [], ['job summarise-playback']]));
  it('bears a film of any length', () =>
    deepEqual(told(startedWith(Number.MAX_SAFE_INTEGER)), [[`timer vanished at ${after(2 ** 31 - 1 + 6 * HOUR_MS)}`]]));
});
