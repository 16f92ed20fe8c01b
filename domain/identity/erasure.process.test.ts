import { deepEqual } from 'node:assert/strict';
import { describe, it } from 'node:test';
import { uuid5 } from '../../schemas/kernel/uuid5.ts';
import { later } from '../kernel/later.ts';
import type { ProcessFeedback } from '../kernel/process.ts';
import { testInstant } from '../testing/given.ts';
import { erasureProcess } from './erasure.process.ts';
import type { ErasureState } from './erasure.process.ts';
import { accountId, box, linkId } from './samples.ts';

type Input = Parameters<typeof erasureProcess.react>[0]['event'];

const ref = { process: 'erasure', processId: accountId };
const DAY_MS = 24 * 3600_000;
const dueAt = later(testInstant, 14 * DAY_MS);
const requested: Input = {
  type: 'identity.ErasureRequested',
  data: { accountId, dueAt, email: box(), locale: 'en' },
};
const cancelled: Input = { type: 'identity.ErasureCancelled', data: { accountId } };
const begun: Input = { type: 'identity.ErasureBegun', data: { accountId } };
const fired = (name = 'due'): Input => ({
  type: 'kernel.TimerFired',
  data: { ...ref, name, dueAt: testInstant, firedAt: testInstant },
});
const refused: Input = {
  type: 'kernel.CommandRefused',
  data: { ...ref, requestId: linkId, command: 'BeginErasure', code: 'account.stays', message: 'Nobody asked.' },
};
const job = { ...ref, jobId: linkId, kind: 'forget-person', attempt: 1, worker: 'w', wallMs: 1, cpuMs: 1, runs: [] };
const failed = (final: boolean): Input => ({
  type: 'kernel.JobFailed',
  data: { ...job, final, retryAt: null, reason: { code: 'x', message: 'x', detail: '' } },
});
const forgotten: Input = {
  type: 'kernel.JobCompleted',
  data: { ...job, result: { kind: 'forget-person', accountId, keyDestroyedAt: testInstant, places: [] } },
};
const looked: Input = {
  type: 'kernel.JobCompleted',
  data: {
    ...job,
    kind: 'confirm-erasure',
    result: { kind: 'confirm-erasure', places: [{ place: 'log', left: 0, sealed: 7 }] },
  },
};
const erased: Input = { type: 'identity.SubjectErased', data: { accountId, keyDestroyedAt: testInstant } };
const standsInOwnStream = (event: Input): event is ProcessFeedback =>
  event.type === 'kernel.TimerFired' || event.type === 'kernel.CommandRefused';

/** A request in a few words. */
const brief = ({ type, data }: ReturnType<typeof erasureProcess.react>[number]): string => {
  if (type === 'identity.ErasureConfirmed') return `confirmed ${data.places.length}`;
  if (type === 'kernel.TimerSet') return `timer ${data.name} at ${data.dueAt}`;
  if (type === 'kernel.TimerCancelled') return `no timer ${data.name}`;
  return type === 'kernel.JobRequested' ? `job ${data.kind}` : `command ${data.command.type}`;
};

/** Reacts to inputs one after the other, each delivered twice. @returns what each asked for */
function told(...inputs: readonly Input[]): readonly string[] {
  let state: ErasureState = erasureProcess.initial;
  return inputs.map((event, index) => {
    if (standsInOwnStream(event)) state = erasureProcess.evolve(state, event);
    const eventId = uuid5(linkId, String(index));
    const react = () =>
      erasureProcess.react({ event, eventId, at: testInstant }, state, (label) => uuid5(eventId, label));
    const outputs = react();
    state = outputs.reduce(erasureProcess.evolve, state);
    deepEqual(react(), [], `${event.type} asks once`);
    return outputs.map(brief).join();
  });
}

const waits = `timer due at ${dueAt}`;

describe('forgetting a person', () => {
  it('waits for the day, asks the account, destroys the key and has it written down', () =>
    deepEqual(told(requested, fired(), begun, forgotten), [
      waits,
      'command BeginErasure',
      'job forget-person',
      'command RecordErasure',
    ]));

  it('does nothing to whoever takes it back in time, and waits again when they ask again', () =>
    deepEqual(told(requested, cancelled, fired(), requested), [waits, 'no timer due', '', waits]));

  it('leaves it to the account who took it back when the timer had fired', () =>
    deepEqual(told(requested, fired(), cancelled, refused, requested, fired(), begun), [
      waits,
      'command BeginErasure',
      '',
      '',
      waits,
      'command BeginErasure',
      'job forget-person',
    ]));

  it('waits again also for a request that comes before the refusal of the one that was taken back', () =>
    deepEqual(told(requested, fired(), requested, refused, fired(), begun), [
      waits,
      'command BeginErasure',
      waits,
      '',
      'command BeginErasure',
      'job forget-person',
    ]));

  it('looks into every place afterwards, again and again until nothing is there', () =>
    deepEqual(told(requested, fired(), begun, forgotten, erased, failed(true), fired('look-again'), looked).slice(4), [
      'job confirm-erasure',
      `timer look-again at ${later(testInstant, 3600_000)}`,
      'job confirm-erasure',
      'confirmed 1',
    ]));

  const registered = (via: 'password' | 'invitation'): Input => ({
    type: 'identity.AccountRegistered',
    data: { accountId, email: box(), via, locale: 'en' },
  });
  const verified: Input = { type: 'identity.EmailVerified', data: { accountId, linkId } };
  const unproved = `timer unproved at ${later(testInstant, 30 * DAY_MS)}`;

  it('forgets after 30 days whoever registered and proved nothing', () => {
    deepEqual(told(registered('password'), fired('unproved'), begun, forgotten), [
      unproved,
      'command ForgetUnproved',
      'job forget-person',
      'command RecordErasure',
    ]);
    deepEqual(told(registered('password'), verified, fired('unproved')), [unproved, 'no timer unproved', '']);
    deepEqual(told(registered('invitation'), verified), ['', '']);
  });

  it('lets nobody have the whole log read by registering addresses: places are looked into for who asked to be forgotten', () => {
    deepEqual(told(registered('password'), fired('unproved'), begun, failed(true), fired('again'), forgotten, erased), [
      unproved,
      'command ForgetUnproved',
      'job forget-person',
      `timer again at ${later(testInstant, 3600_000)}`,
      'job forget-person',
      'command RecordErasure',
      '',
    ]);
    deepEqual(
      told(registered('password'), verified, requested, fired(), begun, forgotten, erased).at(-1),
      'job confirm-erasure',
    );
  });

  it('keeps the day of who asked to be forgotten, whether or not they proved anything', () =>
    deepEqual(told(registered('password'), requested, fired('unproved'), fired(), begun), [
      unproved,
      waits,
      'command ForgetUnproved',
      'command BeginErasure',
      'job forget-person',
    ]));

  it('never gives up: what failed is tried again after a rest', () =>
    deepEqual(told(requested, fired(), begun, failed(false), failed(true), fired('again'), forgotten), [
      waits,
      'command BeginErasure',
      'job forget-person',
      '',
      `timer again at ${later(testInstant, 3600_000)}`,
      'job forget-person',
      'command RecordErasure',
    ]));
});
