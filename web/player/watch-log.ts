import type { HeartbeatSample } from '../../schemas/playback/sample.ts';
import type { Engine, EngineStats } from './engine.ts';
import { createHeartbeats } from './heartbeats.ts';
import { heartbeatTransport } from './heartbeat-transport.ts';
import type { Session } from './player.queries.ts';

const sampleEveryMs = 10_000;

/** Watches a video element and reports what it does; `stop` sends the last sample and ends the reporting. */
export interface WatchLog {
  buffering(now: boolean): void;
  /** Another bit rate, sound or text plays. */
  tracks(): void;
  failed(code: string): void;
  stop(): Promise<void>;
}

/**
 * Reports one session: a sample every ten seconds, a batch at the interval that the server wants (± 10 %, so that players do
 * not march in step) and at once when the state changes. Stalls count after the first frame and outside seeks only.
 */
export function startWatchLog(
  video: HTMLVideoElement,
  session: Session,
  engine: () => Engine | null,
  intendedAt: number,
  { sessionToken, onStopped }: { readonly sessionToken: () => string; readonly onStopped: (reason: string) => void },
): WatchLog {
  let started = false;
  let startDelay: number | null = null;
  let fatal = false;
  let stalls = 0;
  let stalledMs = 0;
  let stallSince: number | null = null;
  let playing: string | undefined;

  const state = (): HeartbeatSample['sta'] => {
    if (fatal) return 'f';
    if (video.ended) return 'e';
    if (!started) return 's';
    if (video.seeking) return 'k';
    if (stallSince !== null) return 'r';
    return video.paused ? 'a' : 'p';
  };
  const snapshot = (): HeartbeatSample => {
    const stats = engine()?.stats();
    const delay = startDelay;
    startDelay = null;
    return {
      ts: Date.now(),
      sta: state(),
      pt: Math.max(0, Math.round(video.currentTime * 1000)),
      bl: bufferAheadMs(video),
      ...(stats === undefined ? {} : saidOf(stats)),
      ...(video.playbackRate === 1 ? {} : { pr: video.playbackRate }),
      ...(document.visibilityState === 'hidden' ? { bg: true } : {}),
      'com.reprise-size': sizeOf(video),
      bsa: stalls,
      bsda: Math.round(stalledMs + (stallSince === null ? 0 : performance.now() - stallSince)),
      ...(delay === null ? {} : { msd: delay }),
    };
  };
  const heartbeats = createHeartbeats(session.sessionToken, {
    snapshot,
    ...heartbeatTransport(session.heartbeatUrl, sessionToken, onStopped),
  });

  const endStall = (): void => {
    if (stallSince === null) return;
    stalledMs += performance.now() - stallSince;
    stallSince = null;
    heartbeats.note('stall-end');
  };
  const listeners: Record<string, () => void> = {
    playing: () => {
      if (!started) {
        started = true;
        startDelay = Math.round(performance.now() - intendedAt);
        heartbeats.note('first-frame');
        return;
      }
      endStall();
      heartbeats.note('resume');
    },
    pause: () => {
      if (!video.ended && started) heartbeats.note('pause');
    },
    seeking: () => {
      if (started) heartbeats.note('seek-start');
    },
    seeked: () => {
      if (started) heartbeats.note('seek');
    },
    ended: () => heartbeats.note('end'),
  };
  for (const [type, listener] of Object.entries(listeners)) video.addEventListener(type, listener);
  const sampling = setInterval(() => heartbeats.sample(), sampleEveryMs);
  const flushing = setInterval(
    () => void heartbeats.flush(),
    session.heartbeatEverySeconds * 1000 * (0.9 + Math.random() * 0.2),
  );
  const hidden = (): void => {
    if (document.visibilityState !== 'hidden') return;
    heartbeats.note('background');
    heartbeats.leave();
  };
  document.addEventListener('visibilitychange', hidden);
  window.addEventListener('pagehide', heartbeats.leave);

  return {
    buffering: (now) => {
      if (!now) return endStall();
      if (!started || video.seeking || video.paused || video.ended || stallSince !== null) return;
      stalls += 1;
      stallSince = performance.now();
      heartbeats.note('stall');
    },
    tracks: () => {
      const stats = started ? engine()?.stats() : undefined;
      const plays = stats && [stats.kbps, stats.sound, stats.text].join();
      if (plays === undefined || plays === playing) return;
      const isFirst = playing === undefined;
      playing = plays;
      if (!isFirst) heartbeats.note('tracks');
    },
    failed: (code) => {
      fatal = true;
      heartbeats.note('error', code);
    },
    stop: async () => {
      clearInterval(sampling);
      clearInterval(flushing);
      document.removeEventListener('visibilitychange', hidden);
      window.removeEventListener('pagehide', heartbeats.leave);
      for (const [type, listener] of Object.entries(listeners)) video.removeEventListener(type, listener);
      if (started && !video.ended && !fatal) heartbeats.sample();
      await heartbeats.flush();
    },
  };
}

/** What the engine knows, as a sample says it. */
const saidOf = (stats: EngineStats): Partial<HeartbeatSample> => ({
  ...{ br: stats.kbps, tb: stats.topKbps, mtp: stats.throughputKbps, dfa: stats.droppedFrames },
  ...{ st: 'v', sf: stats.format === 'DASH' ? 'd' : stats.format === 'HLS' ? 'h' : 'o' },
  'com.reprise-by': stats.bytes,
  ...(stats.sound === null ? {} : { 'com.reprise-aud': stats.sound.slice(0, 35) }),
  ...(stats.text === null ? {} : { 'com.reprise-txt': stats.text.slice(0, 35) }),
});

const sizeOf = ({ clientWidth, clientHeight }: HTMLVideoElement): string =>
  `${Math.min(clientWidth, 99_999)}x${Math.min(clientHeight, 99_999)}`;

function bufferAheadMs(video: HTMLVideoElement): number {
  for (let index = 0; index < video.buffered.length; index += 1) {
    if (video.buffered.start(index) <= video.currentTime + 0.1 && video.currentTime <= video.buffered.end(index)) {
      return Math.round((video.buffered.end(index) - video.currentTime) * 1000);
    }
  }
  return 0;
}
