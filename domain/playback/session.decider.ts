import type { sessionCommands } from '../../schemas/playback/session.commands.ts';
import type { sessionEvents } from '../../schemas/playback/session.events.ts';
import type { CommandOf, EventOf } from '../../schemas/kernel/define.ts';
import { accepted, decideBy, evolveBy, refuse } from '../kernel/decider.ts';
import type { Decider, Rejection } from '../kernel/decider.ts';

export type SessionEvent = EventOf<(typeof sessionEvents)[number]>;
export type SessionCommand = CommandOf<(typeof sessionCommands)[number]>;

export type SessionState =
  | { readonly status: 'none' }
  | {
      readonly status: 'open' | 'ended';
      readonly profileId: string;
      readonly titleId: string;
      /** Whether the player reported that it gave up. */
      readonly failed: boolean;
      readonly summarised: boolean;
    };

type Failure = Extract<SessionEvent, { readonly type: 'playback.PlaybackFailed' }>['data'];

/** A playhead may be claimed to be anywhere; the event holds 24 days. */
const failed = (data: Failure): SessionEvent => ({
  type: 'playback.PlaybackFailed',
  data: { ...data, positionMs: Math.min(data.positionMs, 2 ** 31 - 1) },
});

const otherProfile = () => refuse('session.other-profile', 'This playback session belongs to somebody else.');

const unknown = () => refuse('session.unknown', 'There is no such playback session; start one first.');
const otherTitle = () => refuse('session.other-title', 'This session plays another title.');

/**
 * A playback session is opened once, closed once, fails at most once and is summarised once. That it failed may become known
 * after it was closed: what a player reports goes through a queue; and a session whose player vanished is summarised unclosed.
 * Heartbeats are appended by the telemetry writer to a stream of their own; logs of version 0.1.0 hold them between the
 * milestones, where they change nothing.
 */
export const sessionDecider: Decider<SessionState, SessionCommand, SessionEvent> = {
  category: 'playback',
  // A session has four milestones; what old logs hold between them was written by players. One that was offline hands in up to
  // 40 batches after it ended.
  edges: 64,
  initial: { status: 'none' },
  evolve: evolveBy<SessionState, SessionEvent>({
    'playback.PlaybackStarted': (_, { profileId, titleId }) => ({
      status: 'open',
      profileId,
      titleId,
      failed: false,
      summarised: false,
    }),
    'playback.PlaybackHeartbeat': (state) => state,
    'playback.MediaRequestsReported': (state) => state,
    'playback.PlaybackFailed': (state) => (state.status === 'none' ? state : { ...state, failed: true }),
    'playback.PlaybackEnded': (state, { profileId, titleId }) => ({
      status: 'ended',
      profileId,
      titleId,
      failed: state.status !== 'none' && state.failed,
      summarised: state.status !== 'none' && state.summarised,
    }),
    'playback.PlaybackSummarised': (state) => (state.status === 'none' ? state : { ...state, summarised: true }),
  }),
  decide: decideBy<SessionState, SessionCommand, SessionEvent, Rejection>({
    StartPlayback: (state, data) => {
      if (state.status !== 'none')
        return refuse('session.already-started', 'This session was started before; use a new session id.');
      return data.startPositionMs > data.durationMs
        ? refuse('session.beyond-end', 'The start position lies beyond the end of the film; start earlier.')
        : accepted<SessionEvent>({ type: 'playback.PlaybackStarted', data });
    },
    EndPlayback: (state, { errorCode = null, ...data }) => {
      if (state.status === 'none') return unknown();
      if (state.profileId !== data.profileId) return otherProfile();
      if (state.status === 'ended') return accepted();
      if (state.titleId !== data.titleId) return otherTitle();
      const ended: SessionEvent = { type: 'playback.PlaybackEnded', data };
      if (data.reason !== 'error' || state.failed) return accepted(ended);
      const { reason: _, positionMs, ...who } = data;
      return accepted<SessionEvent>(failed({ ...who, positionMs, code: errorCode }), ended);
    },
    FailPlayback: (state, data) => {
      if (state.status === 'none') return unknown();
      if (state.profileId !== data.profileId) return otherProfile();
      if (state.titleId !== data.titleId) return otherTitle();
      return state.failed ? accepted() : accepted<SessionEvent>(failed(data));
    },
    SummarisePlayback: (state, data) => {
      if (state.status === 'none') return unknown();
      if (state.profileId !== data.profileId) return otherProfile();
      if (state.titleId !== data.titleId) return otherTitle();
      return state.summarised ? accepted() : accepted<SessionEvent>({ type: 'playback.PlaybackSummarised', data });
    },
  }),
};
