import { type RefObject, useEffect, useState } from 'react';
import { useClient } from 'urql';
import { randomUuid } from '../app/uuid.ts';
import { type Engine, openEngine } from './engine.ts';
import type { TrackPreferences } from './first-tracks.ts';
import { describe, describeStop, isForbidden, isInterruption, type PlaybackError } from './playback-error.ts';
import { EndPlaybackMutation, RenewPlaybackMutation } from './player.queries.ts';
import { createRenewal, type RenewalAnswer } from './renewal.ts';
import type { Session } from './player.queries.ts';
import { startWatchLog } from './watch-log.ts';

export interface Playback {
  readonly engine: Engine | null;
  readonly error: PlaybackError | null;
  /** Loading, buffering or seeking. */
  readonly busy: boolean;
  /** The browser wants a click before it plays with sound. */
  readonly blocked: boolean;
  /** Grows when the tracks on offer or the one shown change. */
  readonly tracksVersion: number;
}

interface PlaybackOptions {
  readonly session: Session;
  readonly startMs: number;
  readonly format: 'dash' | 'hls';
  readonly intendedAt: number;
  readonly preferences: TrackPreferences | undefined;
}

/** Why a session may not go on, where asking says more. */
const ASKED: ReadonlySet<string> = new Set(['lease_expired', 'not_entitled', 'not_shown']);
/** Whether an address is refused because it is old is asked once in so long, ms. */
const ONCE_MS = 60_000;

/** Plays one session in a video element from mount to unmount, and reports it. */
export function usePlayback(
  element: RefObject<HTMLVideoElement | null>,
  { session, startMs, format, intendedAt, preferences }: PlaybackOptions,
): Playback {
  const client = useClient();
  const [engine, setEngine] = useState<Engine | null>(null);
  const [error, setError] = useState<PlaybackError | null>(null);
  const [busy, setBusy] = useState(true);
  const [blocked, setBlocked] = useState(false);
  const [tracksVersion, setTracksVersion] = useState(0);

  useEffect(() => {
    const video = element.current;
    if (video === null) return;
    let gone = false;
    let opened: Engine | null = null;
    let broken: PlaybackError | null = null;
    let stopped = false;
    let renewedAt = -Infinity;
    const stop = (said: PlaybackError): void => {
      if (gone || stopped || broken !== null) return;
      stopped = true;
      video.pause();
      setError(said);
    };
    const renewal = createRenewal(
      session,
      async (sessionToken): Promise<RenewalAnswer<{ readonly code: string; readonly message: string }>> => {
        const { data } = await client.mutation(RenewPlaybackMutation, { sessionToken }).toPromise();
        const answer = data?.renewPlayback;
        if (answer === undefined || answer.__typename === 'Conflict') return { kind: 'later' };
        return answer.__typename === 'PlaybackRenewed'
          ? { kind: 'renewed', tokens: answer }
          : { kind: 'refused', refusal: answer };
      },
      ({ code, message }) =>
        stop(
          code === 'stream.stopped'
            ? describeStop('kicked')
            : { code, title: 'This film was stopped', remedy: message, isStop: true },
        ),
    );
    const log = startWatchLog(video, session, () => opened, intendedAt, {
      sessionToken: renewal.sessionToken,
      // One that was only silent, say while the device slept, goes on where there is room; for the rest the server has words.
      onStopped: (reason) => (ASKED.has(reason) ? void renewal.now() : stop(describeStop(reason))),
    });
    const fail = (cause: unknown): void => {
      if (gone || stopped || isInterruption(cause)) return;
      if (isForbidden(cause) && opened !== null && performance.now() - renewedAt > ONCE_MS) {
        renewedAt = performance.now();
        void renewal.now().then((goesOn) => (goesOn ? opened?.retry() : fail(cause)));
        return;
      }
      const said = describe(cause);
      broken = said;
      log.failed(said.code);
      setError(said);
    };
    const opening = openEngine({
      video,
      format,
      dashUrl: session.dashUrl,
      hlsUrl: session.hlsUrl,
      startSeconds: startMs / 1000,
      preferences,
      onError: fail,
      onBuffering: (now) => {
        log.buffering(now);
        setBusy(now);
      },
      freshen: renewal.freshen,
      onTracks: () => {
        log.tracks();
        setTracksVersion((version) => version + 1);
      },
    })
      .then(async (ready) => {
        opened = ready;
        if (gone) return;
        setEngine(ready);
        setBusy(false);
        await video
          .play()
          .catch((cause: unknown) => setBlocked(cause instanceof DOMException && cause.name === 'NotAllowedError'));
      })
      .catch(fail);

    return () => {
      gone = true;
      const positionMs = Math.max(0, Math.round(video.currentTime * 1000));
      const reason = broken !== null ? 'ERROR' : video.ended ? 'ENDED' : 'QUIT';
      void (async () => {
        await log.stop();
        await client
          .mutation(EndPlaybackMutation, {
            commandId: randomUuid(),
            sessionToken: renewal.sessionToken(),
            reason,
            positionMs,
            errorCode: broken?.code ?? null,
          })
          .toPromise();
      })();
      void opening.then(() => opened?.destroy());
    };
  }, [client, element, session, startMs, format, intendedAt, preferences]);

  return { engine, error, busy, blocked, tracksVersion };
}
