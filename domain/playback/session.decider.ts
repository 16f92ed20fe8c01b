import type { sessionCommands } from '../../schemas/playback/session.commands.ts';
import type { sessionEvents } from '../../schemas/playback/session.events.ts';
import type { CommandOf, EventOf } from '../../schemas/kernel/define.ts';
import { accepted, decideBy, evolveBy, refuse } from '../kernel/decider.ts';
import type { Decider, Rejection } from '../kernel/decider.ts';

export type SessionEvent = EventOf<(typeof sessionEvents)[number]>;
export type SessionCommand = CommandOf<(typeof sessionCommands)[number]>;

/** `lastSeq` is the newest heartbeat's sequence number, 0 before the first. */
export type SessionState =
  | { readonly status: 'none' }
  | { readonly status: 'open'; readonly profileId: string; readonly titleId: string; readonly lastSeq: number }
  | { readonly status: 'ended'; readonly profileId: string };

const otherProfile = () => refuse('session.other-profile', 'This playback session belongs to somebody else.');

/** A playback session is opened once and closed once. Heartbeats are appended by the telemetry writer, not by commands. */
export const sessionDecider: Decider<SessionState, SessionCommand, SessionEvent> = {
  category: 'playback',
  initial: { status: 'none' },
  evolve: evolveBy<SessionState, SessionEvent>({
    'playback.PlaybackStarted': (_, { profileId, titleId }) => ({ status: 'open', profileId, titleId, lastSeq: 0 }),
    'playback.PlaybackHeartbeat': (state, { seq }) =>
      state.status === 'open' ? { ...state, lastSeq: Math.max(state.lastSeq, seq) } : state,
    'playback.PlaybackEnded': (_, { profileId }) => ({ status: 'ended', profileId }),
  }),
  decide: decideBy<SessionState, SessionCommand, SessionEvent, Rejection>({
    StartPlayback: (state, data) => {
      if (state.status !== 'none')
        return refuse('session.already-started', 'This session was started before; use a new session id.');
      return data.startPositionMs > data.durationMs
        ? refuse('session.beyond-end', 'The start position lies beyond the end of the film; start earlier.')
        : accepted<SessionEvent>({ type: 'playback.PlaybackStarted', data });
    },
    EndPlayback: (state, data) => {
      if (state.status === 'none')
        return refuse('session.unknown', 'There is no such playback session; start one first.');
      if (state.profileId !== data.profileId) return otherProfile();
      if (state.status === 'ended') return accepted();
      return state.titleId === data.titleId
        ? accepted<SessionEvent>({ type: 'playback.PlaybackEnded', data })
        : refuse('session.other-title', 'This session plays another title.');
    },
  }),
};
