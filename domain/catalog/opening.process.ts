import type { CommandOf, EventOf } from '../../schemas/kernel/define.ts';
import type { CloseRightsWindow, OpenRightsWindow } from '../../schemas/catalog/rights.commands.ts';
import type {
  RightsWindowAmended,
  RightsWindowEnded,
  RightsWindowGranted,
} from '../../schemas/catalog/rights.events.ts';
import type { RightsWindow, RightsWindowId } from '../../schemas/catalog/rights.events.ts';
import type { TitleId } from '../../schemas/catalog/ids.ts';
import { evolveBy } from '../kernel/decider.ts';
import type { Process, ProcessFeedback, ProcessRequest } from '../kernel/process.ts';
import { requestsOf } from '../kernel/requests.ts';
import type { WithoutTime } from '../kernel/requests.ts';

type Input = EventOf<typeof RightsWindowGranted | typeof RightsWindowAmended | typeof RightsWindowEnded>;
type Command = WithoutTime<CommandOf<typeof OpenRightsWindow | typeof CloseRightsWindow>>;

/** Timers that were set, and for when, ISO 8601; below `asked/` those that fired and were answered. */
export type OpeningState = Readonly<Record<string, string>>;

// Names of timers have no capitals, and ids of windows that came some other way than ours may.
const opens = (windowId: string): string => `opens/${windowId.toLowerCase()}`;
const closes = (windowId: string): string => `closes/${windowId.toLowerCase()}`;

const asked = (name: string): string => `asked/${name}`;

const same = (state: OpeningState): OpeningState => state;
const without = (state: OpeningState, name: string): OpeningState =>
  Object.fromEntries(Object.entries(state).filter(([other]) => other !== name));

/**
 * Writes down that the windows of a title begin and end, at the instant or as soon after it as somebody is there to. Nothing waits
 * for these events: whether a window is open is asked of the clock. They say in the log when it went dark.
 */
export const openingProcess: Process<OpeningState, Input, never> = {
  category: 'opening',
  inputs: [
    'catalog.RightsWindowGranted',
    'catalog.RightsWindowAmended',
    'catalog.RightsWindowEnded',
    'kernel.TimerFired',
  ],
  route: ({ data }) => data.titleId,
  initial: {},
  evolve: evolveBy<OpeningState, ProcessRequest | ProcessFeedback>({
    'kernel.TimerSet': (state, { name, dueAt }) => ({ ...state, [name]: dueAt }),
    'kernel.TimerCancelled': (state, { name }) => without(state, name),
    'kernel.TimerFired': same,
    'kernel.CommandRequested': (state, { command: { type, data } }) => {
      const name = (type === 'OpenRightsWindow' ? opens : closes)(String(data['windowId']));
      return { ...state, [asked(name)]: String(data['start'] ?? data['end']) };
    },
    'kernel.JobRequested': same,
    'kernel.JobStarted': same,
    'kernel.JobCompleted': same,
    'kernel.JobFailed': same,
    'kernel.CommandRefused': same,
  }),
  react: ({ event, at }, state, derive) => {
    const titleId = 'titleId' in event.data ? event.data.titleId : (event.data.processId as TitleId);
    const make = requestsOf<Command, never>('opening', titleId, derive);
    const wake = (name: string, instant: string | null): readonly ProcessRequest[] => {
      const isSet = state[name] !== undefined && state[name] !== state[asked(name)];
      if (instant === null) return isSet ? [make.cancelTimer(name)] : [];
      return state[name] === instant ? [] : [make.timer(name, at, Date.parse(instant) - Date.parse(at))];
    };
    const wakeFor = (windowId: string, { start, end }: Pick<RightsWindow, 'start' | 'end'>) => [
      ...wake(opens(windowId), start),
      ...wake(closes(windowId), end),
    ];
    switch (event.type) {
      case 'catalog.RightsWindowGranted':
        return wakeFor(event.data.windowId, event.data.window);
      case 'catalog.RightsWindowAmended':
        return wakeFor(event.data.windowId, event.data.after);
      case 'catalog.RightsWindowEnded':
        return [...wake(opens(event.data.windowId), null), ...wake(closes(event.data.windowId), event.data.end)];
      case 'kernel.TimerFired': {
        const { name, dueAt } = event.data;
        if (state[name] !== dueAt || state[asked(name)] === dueAt) return [];
        const windowId = name.slice(name.indexOf('/') + 1) as RightsWindowId;
        return [
          name === opens(windowId)
            ? make.command('rights', titleId, { type: 'OpenRightsWindow', data: { titleId, windowId, start: dueAt } })
            : make.command('rights', titleId, { type: 'CloseRightsWindow', data: { titleId, windowId, end: dueAt } }),
        ];
      }
      default:
        return [];
    }
  },
};
