import { deepEqual } from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { TitleId } from '../../schemas/catalog/ids.ts';
import type { RightsWindow, RightsWindowId } from '../../schemas/catalog/rights.events.ts';
import { uuid5 } from '../../schemas/kernel/uuid5.ts';
import type { ProcessRequest } from '../kernel/process.ts';
import { testInstant } from '../testing/given.ts';
import { openingProcess, type OpeningState } from './opening.process.ts';

type Input = Parameters<typeof openingProcess.react>[0]['event'];

const titleId = '00000000-0000-4000-8000-000000000003' as TitleId;
const windowId = '00000000-0000-4000-8000-000000000021' as RightsWindowId;
const [START, END, LATER] = ['2026-02-01T00:00:00.000Z', '2026-03-01T00:00:00.000Z', '2026-04-01T00:00:00.000Z'];
const window: RightsWindow = { model: 'FREE', territories: [], except: [], start: START, end: END, maxHeight: null };
const granted = (end: string | null = END): Input => ({
  type: 'catalog.RightsWindowGranted',
  data: { titleId, windowId, window: { ...window, end } },
});
const amended = (changes: Partial<RightsWindow>): Input => ({
  type: 'catalog.RightsWindowAmended',
  data: { titleId, windowId, before: window, after: { ...window, ...changes }, why: 'w' },
});
const ended: Input = { type: 'catalog.RightsWindowEnded', data: { titleId, windowId, end: testInstant, why: 'w' } };
const fired = (kind: 'opens' | 'closes', dueAt: string): Input => ({
  type: 'kernel.TimerFired',
  data: { process: 'opening', processId: titleId, name: `${kind}/${windowId}`, dueAt, firedAt: dueAt },
});

const brief = ({ type, data }: ProcessRequest): string => {
  if (type === 'kernel.TimerSet') return `${data.name.split('/')[0]} at ${data.dueAt}`;
  if (type === 'kernel.TimerCancelled') return `no ${data.name.split('/')[0]}`;
  return type === 'kernel.CommandRequested'
    ? `${data.command.type} ${String(data.command.data['start'] ?? data.command.data['end'])}`
    : type;
};
/** What each input asks for; each is delivered twice. */
function told(...inputs: readonly Input[]): readonly (readonly string[])[] {
  let state: OpeningState = openingProcess.initial;
  return inputs.map((event, index) => {
    const eventId = uuid5(titleId, String(index));
    const react = () =>
      openingProcess.react({ event, eventId, at: testInstant }, state, (label) => uuid5(eventId, label));
    const outputs = react();
    state = outputs.reduce(openingProcess.evolve, state);
    deepEqual(react(), [], `${event.type} asks once`);
    return outputs.map(brief);
  });
}

describe('opening of rights windows', () => {
  it('is written down at the start and at the end', () =>
    deepEqual(told(granted(), fired('opens', START), fired('closes', END), granted()), [
      [`opens at ${START}`, `closes at ${END}`],
      [`OpenRightsWindow ${START}`],
      [`CloseRightsWindow ${END}`],
      [],
    ]));
  it('follows a window that was changed, and hears nothing of the old instants', () =>
    deepEqual(told(granted(), amended({ end: LATER }), fired('closes', END), amended({ end: null }), ended), [
      [`opens at ${START}`, `closes at ${END}`],
      [`closes at ${LATER}`],
      [],
      ['no closes'],
      ['no opens', `closes at ${testInstant}`],
    ]));
  it('of a window that has begun already is written down at once', () =>
    deepEqual(
      told(amended({ start: '2020-01-01T00:00:00.000Z', end: null }), fired('opens', '2020-01-01T00:00:00.000Z')),
      [['opens at 2020-01-01T00:00:00.000Z'], ['OpenRightsWindow 2020-01-01T00:00:00.000Z']],
    ));
});
