import type { CommandOf, EventOf } from '../../schemas/kernel/define.ts';
import type { watchMarkCommands } from '../../schemas/playback/watch-mark.commands.ts';
import type { watchMarkEvents } from '../../schemas/playback/watch-mark.events.ts';
import { accepted, decideBy, evolveBy, refuse } from '../kernel/decider.ts';
import type { Decider, Rejection } from '../kernel/decider.ts';

export type WatchMarkEvent = EventOf<(typeof watchMarkEvents)[number]>;
export type WatchMarkCommand = CommandOf<(typeof watchMarkCommands)[number]>;

/** Whose mark on which title it is; undefined: nobody made one yet. */
export interface WatchMarkState {
  readonly of: { readonly profileId: string; readonly titleId: string } | undefined;
}

type Data = WatchMarkEvent['data'];

const made = (_: WatchMarkState, { profileId, titleId }: Data): WatchMarkState => ({ of: { profileId, titleId } });

const mark =
  (type: WatchMarkEvent['type']) =>
  ({ of }: WatchMarkState, data: Omit<Data, 'markedAt'>, at: string) =>
    of !== undefined && (of.profileId !== data.profileId || of.titleId !== data.titleId)
      ? refuse('watch-mark.of-another', 'This mark belongs to another profile or title; use the id of your own.')
      : accepted<WatchMarkEvent>({ type, data: { ...data, markedAt: at } });

/**
 * What a profile says of a title that it has seen or not seen. Saying it again is said again: a playback in between may have
 * made something else of it.
 */
export const watchMarkDecider: Decider<WatchMarkState, WatchMarkCommand, WatchMarkEvent> = {
  category: 'watchmark',
  // Whose it is stands in every event.
  edges: 4,
  initial: { of: undefined },
  evolve: evolveBy<WatchMarkState, WatchMarkEvent>({
    'playback.TitleMarkedWatched': made,
    'playback.TitleMarkedUnwatched': made,
    'playback.TitleTakenFromContinueWatching': made,
  }),
  decide: decideBy<WatchMarkState, WatchMarkCommand, WatchMarkEvent, Rejection>({
    MarkTitleWatched: mark('playback.TitleMarkedWatched'),
    MarkTitleUnwatched: mark('playback.TitleMarkedUnwatched'),
    TakeTitleFromContinueWatching: mark('playback.TitleTakenFromContinueWatching'),
  }),
};
