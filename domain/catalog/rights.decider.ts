import type { rightsCommands } from '../../schemas/catalog/rights.commands.ts';
import type { RightsWindow, rightsEvents } from '../../schemas/catalog/rights.events.ts';
import type { CommandOf, EventOf } from '../../schemas/kernel/define.ts';
import { accepted, decideBy, evolveBy, refuse } from '../kernel/decider.ts';
import type { Decider, Rejection } from '../kernel/decider.ts';
import { areInOnePlace, faultOf, isWindowOver, normalWindow, overlapInTime } from './rights-windows.ts';

export type RightsEvent = EventOf<(typeof rightsEvents)[number]>;
export type RightsCommand = CommandOf<(typeof rightsCommands)[number]>;

/** A window as it is now. */
interface Known {
  readonly window: RightsWindow;
  /** Whether somebody ended it: it is changed no more. */
  readonly isEnded: boolean;
  /** The starts and ends that were written down as having come: each once. */
  readonly opened: string | null;
  readonly closed: string | null;
}
/** The windows of one title, by id. */
export type RightsState = Readonly<Record<string, Known>>;

/** Windows of one title: more than any contract has, and few enough to be looked at together. */
const MOST_WINDOWS = 200;

const noReason = () => refuse('rights.no-reason', 'Say why, for whoever asks later.');
const unknown = () => refuse('rights.unknown', 'There is no such rights window; look at the list again.');

/** What keeps this window from standing beside the others; undefined: nothing. Ended ones are history. */
function conflictOf(windowId: string, wanted: RightsWindow, others: RightsState) {
  const clash = Object.entries(others).find(
    ([id, { window, isEnded }]) =>
      id !== windowId &&
      !isEnded &&
      window.model === wanted.model &&
      areInOnePlace(window, wanted) &&
      overlapInTime(window, wanted),
  )?.[1].window;
  return (
    clash &&
    refuse(
      'rights.overlap',
      `Another window of the kind ${clash.model} holds there at that time, from ${clash.start} to ${clash.end ?? 'whenever it is ended'}. Change or end that one.`,
    )
  );
}

const change = (state: RightsState, windowId: string, changes: Partial<Known>): RightsState => {
  const known = state[windowId];
  return known === undefined ? state : { ...state, [windowId]: { ...known, ...changes } };
};

/** The windows in which one title may be shown. No two of one kind hold in one place at one time: it would not be clear which counts. */
export const rightsDecider: Decider<RightsState, RightsCommand, RightsEvent> = {
  category: 'rights',
  initial: {},
  evolve: evolveBy<RightsState, RightsEvent>({
    'catalog.RightsWindowGranted': (state, { windowId, window }) => ({
      ...state,
      [windowId]: { window, isEnded: false, opened: null, closed: null },
    }),
    'catalog.RightsWindowAmended': (state, { windowId, after }) => change(state, windowId, { window: after }),
    'catalog.RightsWindowEnded': (state, { windowId, end }) => {
      const known = state[windowId];
      return known === undefined ? state : change(state, windowId, { window: { ...known.window, end }, isEnded: true });
    },
    'catalog.RightsWindowOpened': (state, { windowId, start }) => change(state, windowId, { opened: start }),
    'catalog.RightsWindowClosed': (state, { windowId, end }) => change(state, windowId, { closed: end }),
  }),
  decide: decideBy<RightsState, RightsCommand, RightsEvent, Rejection>({
    GrantRightsWindow: (state, { window: given, ...of }) => {
      const fault = faultOf(given);
      if (fault !== undefined) return fault;
      const window = normalWindow(given);
      const known = state[of.windowId];
      if (known !== undefined)
        return JSON.stringify(known.window) === JSON.stringify(window)
          ? accepted()
          : refuse('rights.exists', 'This window is there already; choose a new id, or change that one.');
      if (Object.keys(state).length >= MOST_WINDOWS)
        return refuse('rights.too-many', `A title has at most ${MOST_WINDOWS} windows; change one that is there.`);
      return (
        conflictOf(of.windowId, window, state) ??
        accepted<RightsEvent>({ type: 'catalog.RightsWindowGranted', data: { ...of, window } })
      );
    },
    AmendRightsWindow: (state, { window: given, why, ...of }) => {
      const known = state[of.windowId];
      if (known === undefined) return unknown();
      if (known.isEnded) return refuse('rights.ended', 'This window was ended; grant a new one.');
      if (why.trim() === '') return noReason();
      const fault = faultOf(given);
      if (fault !== undefined) return fault;
      const after = normalWindow(given);
      if (JSON.stringify(after) === JSON.stringify(known.window)) return accepted();
      return (
        conflictOf(of.windowId, after, state) ??
        accepted<RightsEvent>({
          type: 'catalog.RightsWindowAmended',
          data: { ...of, before: known.window, after, why },
        })
      );
    },
    EndRightsWindow: (state, { why, ...of }, at) => {
      const known = state[of.windowId];
      if (known === undefined) return unknown();
      if (known.isEnded) return accepted();
      if (why.trim() === '') return noReason();
      if (isWindowOver(known.window, Date.parse(at)))
        return refuse('rights.over', 'This window is over already; nothing is left to end.');
      return accepted<RightsEvent>({ type: 'catalog.RightsWindowEnded', data: { ...of, end: at, why } });
    },
    // What a timer says counts only while the window still begins and ends then.
    OpenRightsWindow: (state, data) => {
      const known = state[data.windowId];
      return known === undefined || known.isEnded || known.window.start !== data.start || known.opened === data.start
        ? accepted()
        : accepted<RightsEvent>({ type: 'catalog.RightsWindowOpened', data });
    },
    CloseRightsWindow: (state, data) => {
      const known = state[data.windowId];
      return known === undefined || known.window.end !== data.end || known.opened === null || known.closed === data.end
        ? accepted()
        : accepted<RightsEvent>({ type: 'catalog.RightsWindowClosed', data });
    },
  }),
};
