import { at, type Diary, said, text, type Teller } from '../../app/diary.ts';

const attempt = (data: unknown): string =>
  Number(at(data, 'attempt')) > 1 ? `, attempt ${text(at(data, 'attempt'))}` : '';

const jobRequested: Teller = (data) => said('asked for the job', at(data, 'kind') ?? at(data, 'input', 'kind'));
const jobStarted: Teller = (data) => said(`started${attempt(data)}:`, at(data, 'kind'));
const jobCompleted: Teller = (data) => said(`finished${attempt(data)}:`, at(data, 'kind'));
const jobFailed: Teller = (data) =>
  said(`failed at ${text(at(data, 'kind'))}${attempt(data)}:`, at(data, 'reason', 'message'));
const jobReleased: Teller = (data) =>
  said(`gave ${text(at(data, 'kind'))} back${attempt(data)} because it was stopped`);
const commandRequested: Teller = (data) => said('asked for the command', at(data, 'command', 'type'));

/** How what every process does reads: it asks for commands and jobs, hears their answers, and sets timers. */
export const kernelDiary: Diary = {
  'kernel.CommandRequested': commandRequested,
  'kernel.CommandRefused': (data) => said(`was refused ${text(at(data, 'command'))}:`, at(data, 'message')),
  'kernel.JobRequested': jobRequested,
  'kernel.JobStarted': jobStarted,
  'kernel.JobCompleted': jobCompleted,
  'kernel.JobFailed': jobFailed,
  'kernel.JobReleased': jobReleased,
  'kernel.JobCancelled': (data) => said('gave up the job', at(data, 'kind')),
  'kernel.TimerSet': (data) => said('set the timer', at(data, 'name')),
  'kernel.TimerCancelled': (data) => said('cancelled the timer', at(data, 'name') ?? at(data, 'timerId')),
  'kernel.TimerFired': (data) => said('let the timer fire:', at(data, 'name')),
  'kernel.ForeignEventReceived': (data) => said('took in a message from', at(data, 'source')),
  'kernel.LogStarted': () => said('began the log'),
  // What these were called in older logs.
  'media.JobRequested': jobRequested,
  'media.JobStarted': jobStarted,
  'media.JobCompleted': jobCompleted,
  'media.JobFailed': jobFailed,
  'media.JobReleased': jobReleased,
  'media.IngestCommandRequested': commandRequested,
};
