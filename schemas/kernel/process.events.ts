import { z } from 'zod';
import { defineEvent } from './define.ts';
import { kernelName, plainText } from './text.ts';

/** The instance of a process: its own stream is `{process}-{processId}`. */
export const processRef = {
  process: kernelName().describe('category of the process'),
  processId: z.uuid().describe('the instance'),
};

const command = z.strictObject({ type: z.string().max(100), data: z.record(z.string(), z.unknown()) });

export const CommandRequested = defineEvent({
  type: 'kernel.CommandRequested',
  version: 1,
  category: '{process}',
  description: 'A process asked for a command.',
  data: z.strictObject({
    requestId: z.uuid().describe('id of the command itself: executing it twice writes it once'),
    ...processRef,
    category: kernelName(),
    streamId: z.uuid(),
    command,
  }),
});

export const CommandRefused = defineEvent({
  type: 'kernel.CommandRefused',
  version: 1,
  category: '{process}',
  description: 'A command that the process asked for was refused.',
  data: z.strictObject({
    requestId: z.uuid(),
    ...processRef,
    command: z.string().max(100).describe('type of the command'),
    code: z.string().max(100),
    message: plainText(2000),
  }),
});

export const JobRequested = defineEvent({
  type: 'kernel.JobRequested',
  version: 1,
  category: '{process}',
  description: 'A process decided that a job must run.',
  data: z.strictObject({
    jobId: z.uuid(),
    kind: kernelName(),
    ...processRef,
    input: z.record(z.string(), z.unknown()).describe('as the kind of job defines it'),
  }),
});

/** A timer is known by its process and its name: setting it again moves it. */
const timer = { ...processRef, name: kernelName() };

export const TimerSet = defineEvent({
  type: 'kernel.TimerSet',
  version: 1,
  category: '{process}',
  description: 'A process wants to be woken at an instant; an earlier timer of the same name is replaced.',
  data: z.strictObject({ ...timer, dueAt: z.iso.datetime() }),
});

export const TimerCancelled = defineEvent({
  type: 'kernel.TimerCancelled',
  version: 1,
  category: '{process}',
  description: 'A process does not want to be woken any more.',
  data: z.strictObject(timer),
});

export const TimerFired = defineEvent({
  type: 'kernel.TimerFired',
  version: 1,
  category: '{process}',
  description: 'A timer was due and woke its process.',
  data: z.strictObject({
    ...timer,
    dueAt: z.iso.datetime(),
    firedAt: z.iso.datetime().describe('later than `dueAt` by how late it was'),
  }),
});

export const processEvents = [
  CommandRequested,
  CommandRefused,
  JobRequested,
  TimerSet,
  TimerCancelled,
  TimerFired,
] as const;
